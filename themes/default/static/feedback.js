// Comments on a passage: a prefilled mail, a form, or kept on this device until the reader takes them out. Nothing is sent by itself.
(function () {
  "use strict";
  var doc = document, KEY = "ibid.feedback", PARTING = "———";
  function load() { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch (e) { return []; } }
  function save(list) { try { localStorage.setItem(KEY, JSON.stringify(list)); return true; } catch (e) { return false; } }
  function part(one) { return [one.comment, "", PARTING, one.quote ? "> " + one.quote : "", one.section, one.address].filter(function (line, at) { return line || at < 3; }).join("\n"); }
  // Mail programs cut an address of more than about 2,000 signs: then the comments go into a file, and the mail says to attach it.
  function mail(words, comments) {
    var start = "mailto:" + words.mail + "?subject=" + encodeURIComponent(words.subject.replace("{title}", doc.title)) + "&body=";
    var whole = start + encodeURIComponent(comments.map(part).join("\n\n").replace(/\n/g, "\r\n"));
    if (whole.length > 2000) { take(words.file, "docx", docx(comments)); whole = start + encodeURIComponent(words.attach); }
    location.href = whole;
  }
  function take(name, kind, blob) {
    var link = doc.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name + "-" + new Date().toISOString().slice(0, 10) + "." + kind;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // ---- A Word file: three parts of XML in an archive that packs nothing.
  function docx(comments) {
    var XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', OPEN = "http://schemas.openxmlformats.org/";
    function xml(text) { return String(text || "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"); }
    function line(text, look, indent) {
      var place = indent ? '<w:pPr><w:ind w:left="567"/></w:pPr>' : "", style = look ? "<w:rPr><w:" + look + "/></w:rPr>" : "";
      return text ? "<w:p>" + place + "<w:r>" + style + '<w:t xml:space="preserve">' + xml(text) + "</w:t></w:r></w:p>" : "";
    }
    var body = comments.map(function (one) {
      var said = one.comment.split("\n").map(function (text) { return line(text); }).join("");
      return line(one.section, "b") + line(one.quote, "i", true) + said + line([one.name, one.date].filter(Boolean).join(", ")) + line(one.address) + "<w:p/>";
    }).join("");
    var types = "application/vnd.openxmlformats-";
    return archive([
      ["[Content_Types].xml", XML + '<Types xmlns="' + OPEN + 'package/2006/content-types"><Default Extension="rels" ContentType="' + types + 'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="' + types + 'officedocument.wordprocessingml.document.main+xml"/></Types>'],
      ["_rels/.rels", XML + '<Relationships xmlns="' + OPEN + 'package/2006/relationships"><Relationship Id="r1" Type="' + OPEN + 'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'],
      ["word/document.xml", XML + '<w:document xmlns:w="' + OPEN + 'wordprocessingml/2006/main"><w:body>' + body + "</w:body></w:document>"]
    ]);
  }
  function crc(bytes) {
    var sum = -1;
    bytes.forEach(function (byte) { sum ^= byte; for (var bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1; });
    return (sum ^ -1) >>> 0;
  }
  // Pairs of a length in bytes (2 or 4) and a number, as archives write them.
  function numbers(pairs) {
    var view = new DataView(new ArrayBuffer(pairs.reduce(function (sum, pair) { return sum + pair[0]; }, 0))), at = 0;
    pairs.forEach(function (pair) { if (pair[0] === 2) view.setUint16(at, pair[1], true); else view.setUint32(at, pair[1], true); at += pair[0]; });
    return new Uint8Array(view.buffer);
  }
  function archive(files) {
    var parts = [], list = [], at = 0, DAY = 0x21, code = new TextEncoder();
    files.forEach(function (file) {
      var name = code.encode(file[0]), bytes = code.encode(file[1]);
      var known = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, DAY], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
      var head = numbers([[4, 0x04034b50]].concat(known));
      list.push(numbers([[4, 0x02014b50], [2, 20]].concat(known, [[2, 0], [2, 0], [2, 0], [4, 0], [4, at]])), name);
      parts.push(head, name, bytes);
      at += head.length + name.length + bytes.length;
    });
    var size = list.reduce(function (sum, part) { return sum + part.length; }, 0);
    var end = numbers([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]]);
    return new Blob(parts.concat(list, [end]), { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" });
  }

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
      if (how === "mail") mail(words, [one]);
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
    if (what === "csv") take(own.dataset.file, "csv", new Blob([csv(comments)], { type: "text/csv" }));
    if (what === "docx") take(own.dataset.file, "docx", docx(comments));
    if (what === "mail") mail(own.dataset, comments);
    if (what === "clear") { save([]); render(); }
  });
  addEventListener("storage", render);
  render();
})();
