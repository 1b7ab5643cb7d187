"use strict";
{
  const card = document.getElementById("card");
  // All pieces of a mark: within its own page, of which there may be hundreds.
  const marks = (key) => document.getElementById(key)?.closest(".text")?.querySelectorAll(`mark[data-key="${key}"]`) ?? [];
  const wide = matchMedia("(min-width: 60.01rem)");
  let shown = null, pointed = null, timer = 0;

  // What says beside a figure what it measures.
  const evidence = (mark, on) => {
    for (const slot of mark.closest(".text").querySelectorAll(`.slot[data-of~="${mark.dataset.key}"]`)) slot.classList.toggle("on", on);
  };

  const rowOf = (mark) => {
    const tag = document.getElementById(mark.dataset.key);
    return tag && document.getElementById(tag.getAttribute("href").slice(1));
  };
  // A row may stand for several marks: a name for each of its mentions.
  const marksOf = (row) => [...row.querySelectorAll("a")].flatMap((link) => [...marks(link.hash.slice(1))]);

  const light = (row, on) => {
    if (!row) return;
    row.classList.toggle("lit", on);
    for (const mark of marksOf(row)) mark.classList.toggle("lit", on);
  };

  const choose = (mark) => {
    for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
    for (const piece of marks(mark.dataset.key)) piece.classList.add("now");
    const row = rowOf(mark);
    if (row) row.classList.add("now");
    return row;
  };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // What the row says, with the heads of its columns, becomes the card: text and elements, never markup.
  const fill = (mark, row) => {
    const table = row.closest("table");
    const heads = [...table.tHead.rows[0].cells];
    const kind = element("p", "", "kind");
    kind.append(element("b", table.closest(".found").querySelector("h3").firstChild.textContent.trim()), element("span", mark.dataset.rule));
    const list = document.createElement("dl");
    [...row.cells].forEach((cell, index) => {
      if (cell.classList.contains("line") || !cell.textContent.trim()) return;
      const said = document.createElement("dd");
      for (const node of cell.childNodes) said.append(node.nodeName === "A" ? element("b", node.textContent) : node.cloneNode(true));
      list.append(element("dt", heads[index].textContent), said);
    });
    const from = element("p", `字 ${mark.dataset.at} · `, "from");
    const link = element("a", "在表中查看");
    link.href = `#${row.id}`;
    link.tabIndex = -1;
    from.append(link);
    card.replaceChildren(kind, list, from);
    card.className = [...mark.classList].find((name) => name.startsWith("t-"));
  };

  const place = (mark, event) => {
    const boxes = [...mark.getClientRects()];
    const box = (event && boxes.find((one) => event.clientY >= one.top - 2 && event.clientY <= one.bottom + 2)) || boxes[0];
    if (!box || innerWidth <= 640) { card.style.left = card.style.top = ""; return; }
    const below = box.bottom + 8 + card.offsetHeight < innerHeight;
    // Beside the text, not over the tables.
    const edge = wide.matches ? mark.closest(".text").getBoundingClientRect().right : innerWidth - 16;
    card.style.left = `${scrollX + Math.max(8, Math.min(box.left, edge - card.offsetWidth))}px`;
    card.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - card.offsetHeight - 6)}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    light(rowOf(shown), false);
    evidence(shown, false);
    document.getElementById(shown.dataset.key)?.removeAttribute("aria-describedby");
    card.hidden = true;
    shown = null;
  };

  const show = (mark, event) => {
    clearTimeout(timer);
    if (mark === shown) return;
    hide();
    const row = rowOf(mark);
    if (!row || row.offsetParent === null) return;
    shown = mark;
    fill(mark, row);
    card.hidden = false;
    place(mark, event);
    light(row, true);
    evidence(mark, true);
    document.getElementById(mark.dataset.key).setAttribute("aria-describedby", "card");
  };

  const isOff = (mark) => rowOf(mark)?.offsetParent == null;
  // The innermost mark under the pointer whose type is switched on.
  const markAt = (target) => {
    let mark = target.closest?.("mark");
    while (mark && isOff(mark)) mark = mark.parentElement.closest("mark");
    return mark;
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (event.target.closest("#card")) { clearTimeout(timer); return; }
    const mark = markAt(event.target);
    clearTimeout(timer);
    if (mark) timer = setTimeout(() => show(mark, event), shown ? 60 : 160);
    else if (shown && !shown.contains(document.activeElement)) timer = setTimeout(hide, 220);
    const row = event.target.closest("tbody tr");
    if (row === pointed) return;
    light(pointed, false);
    if (shown) light(rowOf(shown), true);
    light(row, true);
    pointed = row;
  });

  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".tag")) show(event.target.parentElement);
    else if (!event.target.closest("#card")) hide();
  });

  // From a row, a chart or a line number to the mark, and the focus with it: Enter leads back to the row.
  const go = (key) => {
    const tag = document.getElementById(key);
    if (!tag) return;
    history.pushState(null, "", `#${key}`);
    const mark = tag.parentElement;
    choose(mark);
    mark.scrollIntoView({ block: "center" });
    tag.focus({ preventScroll: true });
  };

  const goToRow = (mark) => {
    const row = choose(mark);
    if (!row) return;
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("a").focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href^='#']");
    if (link?.closest("#card")) {
      event.preventDefault();
      const mark = shown;
      hide();
      if (mark) goToRow(mark);
      return;
    }
    if (link?.matches(".tag") && event.detail === 0) { // Enter: back to the row
      event.preventDefault();
      goToRow(link.parentElement);
      return;
    }
    const key = link && (link.getAttribute("href") || "").slice(1);
    if (link && !link.matches(".tag") && marks(key).length) {
      event.preventDefault();
      go(key);
      return;
    }
    if (link && !link.matches(".tag")) return;
    const mark = markAt(event.target);
    if (mark) {
      event.preventDefault();
      const row = choose(mark);
      show(mark, event);
      if (row && wide.matches) row.scrollIntoView({ block: "nearest" });
      return;
    }
    const row = event.target.closest("tbody tr");
    if (row && !String(getSelection())) go(row.querySelector("a").hash.slice(1));
    else if (!row) hide();
  });

  // One stop of the Tab key in the text, and arrows from mark to mark.
  for (const text of document.querySelectorAll(".text")) {
    const all = [...text.querySelectorAll(".tag")];
    all.forEach((tag, index) => { tag.tabIndex = index ? -1 : 0; });
    text.addEventListener("focusin", (event) => {
      if (!event.target.matches(".tag")) return;
      for (const tag of all) tag.tabIndex = -1;
      event.target.tabIndex = 0;
    });
    text.addEventListener("keydown", (event) => {
      const on = all.filter((tag) => tag.offsetParent !== null);
      const at = on.indexOf(event.target);
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: on.length - 1 }[event.key];
      if (next === undefined || !on[next]) return;
      event.preventDefault();
      on[next].focus({ preventScroll: true });
      on[next].parentElement.scrollIntoView({ block: "nearest" });
    });
  }

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.querySelector(".filter").addEventListener("change", hide);
}
