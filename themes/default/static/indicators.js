// Filters of a report's table of indicators. The table is whole without it.
(function () {
  "use strict";
  var form = document.querySelector("[data-filters]"), table = document.querySelector("table.indicators");
  if (!form || !table) return;
  var rows = [].slice.call(table.tBodies[0].rows), status = form.querySelector("[role=status]");
  function field(name) { return form.querySelector("[name=" + name + "]"); }
  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d"); }
  function cell(row, at) { return row.cells[at].textContent; }
  function fill(select, at, byValue) {
    var seen = {};
    rows.forEach(function (row) { var text = cell(row, at); if (text) seen[text] = 1; });
    var values = Object.keys(seen);
    if (byValue) values.sort();
    values.forEach(function (text) { select.add(new Option(text, text)); });
  }
  var names = rows.map(function (row) { return fold(cell(row, 0)); });
  function apply() {
    var kind = field("kind").value, period = field("period").value, topic = field("topic").value, name = fold(field("name").value.trim()), shown = 0;
    rows.forEach(function (row, at) {
      var fits = (!kind || row.dataset.kind === kind) && (!period || cell(row, 2) === period) && (!topic || cell(row, 4) === topic) && names[at].indexOf(name) >= 0;
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    status.textContent = status.dataset.shown.replace("{n}", shown).replace("{all}", rows.length);
  }
  fill(field("period"), 2, true);
  fill(field("topic"), 4, false);
  form.addEventListener("input", apply);
  apply();
})();
