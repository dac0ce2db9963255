// Registers (documents, notes of a report, figures that differ): filters, and groups that open for what is asked for. Whole without it.
(function () {
  "use strict";
  var doc = document;
  function all(what, where) { return [].slice.call((where || doc).querySelectorAll(what)); }

  // An address within a folded group opens it, also where the browser does not do so itself.
  function reveal() {
    var at = location.hash.length > 1 && doc.getElementById(decodeURIComponent(location.hash.slice(1))), shut = [];
    for (var up = at && at.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS" && !up.open) shut.push(up);
    shut.forEach(function (group) { group.open = true; });
    if (shut.length) at.scrollIntoView();
  }
  reveal();
  addEventListener("hashchange", reveal);

  var form = doc.querySelector("[data-register]");
  if (!form) return;
  var groups = all("[data-group]"), status = form.querySelector("[role=status]"), fields = all("select, input", form);
  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d"); }
  var entries = groups.reduce(function (list, group, at) {
    return list.concat(all(":scope > ol > li", group).map(function (el) {
      var time = el.querySelector(":scope > .facts-line time");
      // What an entry is of: one value a field, or several with "|" between them.
      function of(name) { return name === "year" ? [time ? time.dateTime.slice(0, 4) : ""] : (el.dataset[name] || "").split("|"); }
      return { el: el, group: at, of: of, words: "" };
    }));
  }, []);
  fields.forEach(function (field) {
    if (field.tagName !== "SELECT" || field.options.length > 1) return;
    var seen = {};
    entries.forEach(function (entry) { entry.of(field.name).forEach(function (value) { if (value) seen[value] = 1; }); });
    Object.keys(seen).sort(field.name === "year" ? undefined : new Intl.Collator(doc.documentElement.lang).compare).forEach(function (text) { field.add(new Option(text, text)); });
  });
  var was = null;
  function apply() {
    var asked = fields.filter(function (field) { return field.value.trim(); }), shown = 0, counts = groups.map(function () { return 0; });
    entries.forEach(function (entry) {
      var fits = asked.every(function (field) {
        if (field.name !== "words") return entry.of(field.name).indexOf(field.value) >= 0;
        if (!entry.words) entry.words = fold(entry.el.textContent.replace(/\s+/g, " "));
        return fold(field.value).split(/\s+/).every(function (word) { return entry.words.indexOf(word) >= 0; });
      });
      entry.el.hidden = !fits;
      if (fits) { shown += 1; counts[entry.group] += 1; }
    });
    // What the reader had open is open again when nothing is asked for any more.
    if (asked.length && !was) was = groups.map(function (group) { return group.open; });
    groups.forEach(function (group, at) {
      group.hidden = !counts[at];
      if (asked.length) group.open = true; else if (was) group.open = was[at];
    });
    if (!asked.length) was = null;
    status.textContent = status.dataset.shown.replace("{n}", shown).replace("{all}", entries.length);
  }
  form.addEventListener("input", apply);
  apply();
})();
