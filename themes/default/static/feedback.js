// Comments on a passage: a prefilled mail, a form, or kept on this device until the reader takes them out. Nothing is sent by itself.
(function () {
  "use strict";
  var doc = document, KEY = "ibid.feedback", PARTING = "———";
  function load() { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch (e) { return []; } }
  function save(list) { try { localStorage.setItem(KEY, JSON.stringify(list)); return true; } catch (e) { return false; } }
  function part(one) { return [one.comment, "", PARTING, one.quote ? "> " + one.quote : "", one.section, one.address].filter(function (line, at) { return line || at < 3; }).join("\n"); }
  function mail(to, subject, body) { location.href = "mailto:" + to + "?subject=" + encodeURIComponent(subject) + "&body=" + encodeURIComponent(body.replace(/\n/g, "\r\n")); }

  // ---- In the dialog of a ¶.
  var dialog = doc.getElementById("ibid-cite"), form = doc.getElementById("ibid-comment");
  if (dialog && form) {
    var chosen = { words: "", id: "" }, quote = form.querySelector("blockquote"), box = form.querySelector("textarea"), said = form.querySelector("[role=status]"), words = form.dataset;
    // Words that the reader selected are what the comment is about, when they stand in the passage.
    doc.addEventListener("selectionchange", function () {
      var selection = doc.getSelection(), node = selection.anchorNode, el = node && (node.nodeType === 1 ? node : node.parentElement);
      if (selection.isCollapsed || !el || dialog.contains(el)) return;
      var block = el.closest(".text [id], .part > [id]");
      chosen = { words: selection.toString().replace(/\s+/g, " ").trim(), id: block ? block.id : "" };
    });
    var address = function () { return dialog.querySelector("input[readonly]").value; };
    var passage = function () {
      var id = address().split("#")[1] || "", el = id && doc.getElementById(id);
      if (chosen.words && chosen.id === id) return chosen.words.slice(0, 500);
      if (!el || el.id === "ibid-main") return "";
      var clone = el.cloneNode(true);
      [].forEach.call(clone.querySelectorAll(".pilcrow, .mark, .known, .preview, .inline-note, ul, ol, .misprint"), function (gone) { gone.remove(); });
      var text = clone.textContent.replace(/\s+/g, " ").trim();
      return text.length > 160 ? text.slice(0, 160).replace(/\s+\S*$/, "") : text;
    };
    var show = function () { quote.textContent = passage(); quote.hidden = !quote.textContent; said.textContent = ""; };
    new MutationObserver(function () { if (dialog.open) show(); }).observe(dialog, { attributes: true, attributeFilter: ["open"] });
    dialog.querySelector("select").addEventListener("change", function () { setTimeout(show); });
    form.addEventListener("click", function (event) {
      var how = event.target.dataset.send, comment = box.value.trim();
      if (!how) return;
      if (!comment) { said.textContent = words.empty; box.focus(); return; }
      var one = { address: address(), quote: passage(), comment: comment, name: form.querySelector("input").value.trim(), date: new Date().toISOString().slice(0, 10), section: doc.title };
      if (how === "mail") mail(words.mail, words.subject.replace("{title}", doc.title), part(one));
      if (how === "form") {
        var fill = { address: one.address, words: one.quote, comment: one.comment, report: doc.title };
        open(words.form.replace(/\{(\w+)\}/g, function (all, name) { return name in fill ? encodeURIComponent(fill[name]) : all; }), "_blank", "noopener");
      }
      if (how === "keep") {
        var kept = save(load().concat(one));
        said.textContent = kept ? words.kept : words.full;
        if (kept) box.value = "";
      }
    });
  }

  // ---- On the page of comments: those of this device.
  var own = doc.getElementById("ibid-own-comments");
  if (!own) return;
  var list = own.querySelector("ol"), status = own.querySelector("[role=status]"), actions = own.querySelector(".actions");
  function make(name, text) { var el = doc.createElement(name); if (text) el.textContent = text; return el; }
  function render() {
    var comments = load();
    status.textContent = own.dataset.none;
    status.hidden = comments.length > 0;
    actions.hidden = !comments.length;
    list.textContent = "";
    comments.forEach(function (one, at) {
      var item = make("li"), link = make("a", one.section || one.address), remove = make("button", "×");
      if (/^(https?|file):/.test(one.address)) link.href = one.address;
      remove.type = "button";
      remove.title = own.dataset.remove;
      remove.setAttribute("aria-label", own.dataset.remove);
      remove.addEventListener("click", function () { save(load().filter(function (_, index) { return index !== at; })); render(); });
      item.append(link, " ", remove);
      if (one.quote) item.append(make("blockquote", one.quote));
      item.append(make("p", one.comment));
      list.append(item);
    });
  }
  function field(text) { text = String(text || ""); return '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replace(/"/g, '""') + '"'; }
  function csv(comments) {
    var columns = ["address", "quote", "comment", "name", "date", "section"];
    return "\ufeff" + [columns.join(",")].concat(comments.map(function (one) { return columns.map(function (name) { return field(one[name]); }).join(","); })).join("\r\n") + "\r\n";
  }
  actions.addEventListener("click", function (event) {
    var what = event.target.dataset.own, comments = load();
    if (what === "csv") {
      var link = make("a");
      link.href = URL.createObjectURL(new Blob([csv(comments)], { type: "text/csv" }));
      link.download = own.dataset.file + "-" + new Date().toISOString().slice(0, 10) + ".csv";
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    }
    if (what === "mail") mail(own.dataset.mail, own.dataset.subject.replace("{title}", doc.title), comments.map(part).join("\n\n"));
    if (what === "clear") { save([]); render(); }
  });
  addEventListener("storage", render);
  render();
})();
