"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const at = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const known = JSON.parse(at("#data").textContent);
  const [RULE, SEVERITY, API, TAG, OWNER, OPERATION, FRAME, OTHERS, COMMENT, FIX, VERDICT, CAUSE, MORE] = Array(13).keys();
  const SEVERITIES = ["error", "warning", "info"];

  const make = (name, look = "", ...inner) => {
    const element = document.createElement(name);
    if (look) element.className = look;
    element.append(...inner);
    return element;
  };

  // Theme -------------------------------------------------------------------------------------
  const theme = at("#theme");
  const THEMES = ["auto", "light", "dark"];
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("doclint-theme");
      localStorage.setItem("doclint-theme", value);
    } catch { /* a file may not store anything */ }
    return null;
  };
  const wear = (name) => {
    if (name === "auto") delete root.dataset.theme;
    else root.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
  };
  let worn = THEMES.includes(stored()) ? stored() : "auto";
  wear(worn);
  theme.hidden = false;
  theme.addEventListener("click", () => {
    worn = THEMES[(THEMES.indexOf(worn) + 1) % THEMES.length];
    wear(worn);
    stored(worn);
  });

  const matrix = at(".matrix");
  if (matrix) {
    const parts = all("thead th", matrix);
    for (const row of all("tbody tr", matrix)) {
      if (!at(".why", row)) continue;
      const button = make("button", "more", "why");
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-label", `Why, ${at("th a", row).textContent}`);
      row.lastElementChild.append(button);
    }
    matrix.addEventListener("click", (event) => {
      const button = event.target.closest(".more");
      if (!button) return;
      const row = button.closest("tr"), open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) { row.nextElementSibling.remove(); return; }
      const told = make("dl");
      all("td", row).forEach((cell, number) => {
        const why = at(".why", cell), state = at(".c", cell);
        if (why) told.append(make("dt", "", `${parts[number + 1].textContent}: ${state.textContent}`), make("dd", "", why.textContent));
      });
      const inner = make("td", "", told);
      inner.colSpan = parts.length;
      row.after(make("tr", "whys", inner));
    });
    matrix.addEventListener("mouseover", (event) => {
      const cell = event.target.closest("td");
      const why = cell && at(".why", cell);
      if (why) cell.title = why.textContent;
    });
  }

  // Matrix ------------------------------------------------------------------------------------
  const states = at(".states");
  if (states) {
    states.hidden = false;
    const rows = all("tbody tr", matrix);
    states.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      for (const one of all("button", states)) one.setAttribute("aria-pressed", String(one === button));
      const state = button.dataset.state;
      for (const told of all(".whys", matrix)) told.remove();
      for (const one of all(".more", matrix)) one.setAttribute("aria-expanded", "false");
      for (const row of rows) row.hidden = state !== "" && !at(`.c.${state}`, row);
    });
  }

  // Findings ----------------------------------------------------------------------------------
  const form = at(".filters");
  if (!form) return;
  form.hidden = false;
  const output = at(".shown", form), nothing = at(".nothing"), chip = at(".op", form);
  const files = all("#list > .file").map((section) => ({ section, path: at(".path", section).textContent.toLowerCase(), items: all("li", section) }));
  const items = files.flatMap((file) => file.items);
  const row = new Map(items.map((item, number) => [item, known.findings[number]]));
  const home = new Map(files.flatMap((file) => file.items.map((item) => [item, file])));
  const words = new Map();
  const text = (item) => {
    let found = words.get(item);
    if (found === undefined) {
      found = `${home.get(item).path} ${at("summary", item).textContent.toLowerCase()}`;
      words.set(item, found);
    }
    return found;
  };
  let operation = "";

  const wish = () => {
    const data = new FormData(form);
    const boxes = all("input[name=severity]", form);
    const severities = data.getAll("severity");
    const [kind, name] = (data.get("rule") || "").split("=");
    return {
      q: (data.get("q") || "").trim(),
      severity: severities.length === boxes.length ? "" : severities.join(",") || "none",
      family: kind === "family" ? name : "",
      rule: kind === "rule" ? name : "",
      api: data.get("api") || "", tag: data.get("tag") || "", owner: data.get("owner") || "",
      op: operation, fixable: data.get("fixable") || "",
    };
  };

  const test = (wanted) => {
    const asked = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    const levels = wanted.severity && new Set(wanted.severity.split(",").map((one) => SEVERITIES.indexOf(one)));
    const rules = (wanted.family || wanted.rule) && new Set(known.rules.flatMap((rule, number) =>
      (wanted.rule ? rule === wanted.rule : rule.startsWith(`${wanted.family}/`)) ? [number] : []));
    const number = (names, name) => (name ? names.indexOf(name) : null);
    const api = number(known.apis, wanted.api), tag = number(known.tags, wanted.tag);
    const owner = number(known.owners, wanted.owner), op = number(known.operations, wanted.op);
    return (item) => {
      const one = row.get(item);
      return (!levels || levels.has(one[SEVERITY])) && (!rules || rules.has(one[RULE])) &&
        (api === null || one[API].includes(api)) && (tag === null || one[TAG].includes(tag)) &&
        (owner === null || one[OWNER].includes(owner)) && (op === null || one[OPERATION] === op) &&
        (!wanted.fixable || Boolean(one[FIX])) && asked.every((word) => text(item).includes(word));
    };
  };

  const apply = () => {
    const fits = test(wish());
    let shown = 0;
    for (const file of files) {
      let some = false;
      for (const item of file.items) {
        const wanted = fits(item);
        if (item.hidden === wanted) item.hidden = !wanted;
        if (wanted) { some = true; shown += 1; }
      }
      if (file.section.hidden === some) file.section.hidden = !some;
    }
    chip.hidden = !operation;
    chip.textContent = operation;
    nothing.hidden = shown > 0;
    const total = items.length.toLocaleString("en").replaceAll(",", "\u202f");
    const some = shown.toLocaleString("en").replaceAll(",", "\u202f");
    output.textContent = shown === items.length ? `${total} ${shown === 1 ? "finding" : "findings"}` : `${some} of ${total} findings`;
  };

  const fragment = () => {
    const wanted = Object.entries(wish()).filter(([, value]) => value);
    return wanted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  };
  const remember = () => {
    const told = fragment();
    history.replaceState(null, "", told ? `#${told}` : `${location.pathname}${location.search}`);
  };
  const changed = () => { apply(); remember(); };

  let pending = 0;
  form.addEventListener("input", (event) => {
    cancelAnimationFrame(pending);
    if (event.target.name === "q") pending = requestAnimationFrame(changed);
    else changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { operation = ""; setTimeout(changed); });
  at(".again", nothing).addEventListener("click", () => form.reset());

  const fill = (values) => {
    form.reset();
    operation = values.get("op") || "";
    at("[name=q]", form).value = values.get("q") || "";
    const levels = values.get("severity");
    for (const box of all("input[name=severity]", form)) box.checked = !levels || levels.split(",").includes(box.value);
    at("[name=rule]", form).value = values.get("rule") ? `rule=${values.get("rule")}` : values.get("family") ? `family=${values.get("family")}` : "";
    for (const name of ["api", "tag", "owner"]) {
      const select = at(`[name=${name}]`, form);
      if (select) select.value = values.get(name) || "";
    }
    at("[name=fixable]", form).checked = Boolean(values.get("fixable"));
    apply();
  };

  const follow = () => {
    const told = location.hash.slice(1);
    const item = told.startsWith("f-") ? document.getElementById(told) : null;
    if (item && row.has(item)) {
      if (item.hidden) form.reset();
      open(item);
      setTimeout(() => { item.scrollIntoView({ block: "start" }); at("summary", item).focus({ preventScroll: true }); });
    } else if (told.includes("=")) {
      fill(new URLSearchParams(told.replaceAll("+", "%2B")));
      at("#findings").scrollIntoView();
    }
  };

  // Details -----------------------------------------------------------------------------------
  const CONTROL = /(\u27e8U\+[0-9A-F]{4,6}\u27e9)/;
  const safe = (string) => string.split(CONTROL).map((part, number) => (number % 2 ? make("span", "ctl", part) : part));

  const codeLine = (number, look, ...inner) => make("div", look, make("i", "", String(number)), make("span", "t", ...inner));

  const frame = (number, label, look, pointer) => {
    const [path, line, column, top, lines, from, start, to, end, left] = known.frames[number];
    const head = make("header", "", make("b", "", label), make("code", "", ...safe(`${known.paths[path]}:${line}:${column}`)));
    if (pointer) head.append(make("code", "", ...safe(pointer)));
    const box = make("div", `frame ${look}`, head);
    if (!lines) return box;
    const code = make("div", "code");
    code.tabIndex = 0;
    code.setAttribute("role", "group");
    code.setAttribute("aria-label", `Lines of ${known.paths[path]}`);
    lines.forEach((index, n) => {
      const string = known.lines[index];
      const [a, b] = [n === from ? start : 0, n === to ? end : string.length];
      if (n < from || n > to) code.append(codeLine(top + n, "", ...safe(string)));
      else code.append(codeLine(top + n, "hit", ...safe(string.slice(0, a)), make("mark", "", ...safe(string.slice(a, b))), ...safe(string.slice(b))));
      if (n === to && left) code.append(make("div", "gap", `\u2026 ${left} more ${left === 1 ? "line" : "lines"}`));
    });
    box.append(code);
    return box;
  };

  const copier = (label, told) => {
    const button = make("button", "", label);
    button.type = "button";
    button.addEventListener("click", async () => {
      const done = await copy(told());
      button.textContent = done ? "Copied" : "Not copied";
      setTimeout(() => { button.textContent = label; }, 1500);
    });
    return button;
  };
  const copy = async (string) => {
    try {
      await navigator.clipboard.writeText(string);
      return true;
    } catch { /* older browsers, and pages that are not trusted with it */ }
    const area = make("textarea", "vh");
    area.value = string;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const edit = ([path, line, numbers, changes, raw], label) => {
    const before = numbers.map((number) => known.lines[number]);
    const after = changes.map((one) => {
      if (typeof one === "string") return one;
      const [row, start, end, middle] = one;
      return before[row].slice(0, start) + middle + before[row].slice(before[row].length - end);
    });
    const head = make("header", "", make("span", "", make("b", "", label), " ", make("code", "", ...safe(`${known.paths[path]}:${line}`))));
    if (raw !== null && after.length) head.append(copier("Copy the new text", () => raw || after.join("\n")));
    const code = make("div", "code");
    code.tabIndex = 0;
    code.setAttribute("role", "group");
    code.setAttribute("aria-label", label);
    for (const one of before) code.append(codeLine("\u2212", "old", ...safe(one)));
    for (const one of after) code.append(codeLine("+", "new", ...safe(one)));
    return make("div", "edit", head, code);
  };

  const details = (item) => {
    const one = row.get(item);
    const rule = known.rules[one[RULE]];
    const frames = make("div", "frames", frame(one[FRAME], (one[OTHERS] || []).length ? "The page" : "Here", "own"));
    const own = known.paths[known.frames[one[FRAME]][0]];
    if (one[CAUSE] || /^(template|render)\//.test(rule)) at("b", frames).textContent = "The template";
    if (/^spec\//.test(rule) || /\.(ya?ml|json)$/.test(own)) at("b", frames).textContent = "Here";
    for (const [number, label, pointer] of one[OTHERS] || []) {
      const words = known.texts[label];
      frames.append(frame(number, words.charAt(0).toUpperCase() + words.slice(1), "spec", pointer >= 0 ? known.texts[pointer] : ""));
    }
    const body = make("div", "body", frames);
    if (one[MORE]) body.append(make("p", "verdictline", `and ${one[MORE]} more places`));
    if (one[VERDICT]) body.append(make("p", "verdictline", one[VERDICT]));
    if (one[FIX]) {
      const [isSafe, hunks] = one[FIX];
      for (const hunk of hunks) body.append(edit(hunk, isSafe ? "Edit, made by check --fix" : "Edit, made by check --unsafe-fixes: look at it"));
    }
    const [comment, where] = one[COMMENT].map((index) => known.texts[index]);
    const code = make("div", "code", ...comment.trimEnd().split("\n").map((line) => make("div", "", make("i", ""), make("span", "t", ...safe(line)))));
    body.append(make("div", "edit suppress", make("header", "", make("span", "", make("b", "", "To accept it, write"), ` ${where}`), copier("Copy", () => comment)), code));
    body.append(make("p", "facts", make("code", "", `doclint explain ${rule}`), copier("Copy link", () => `${location.href.split("#")[0]}#${item.id}`)));
    return body;
  };
  const furnish = (box) => {
    if (!at(".body", box)) box.append(details(box.closest("li")));
  };
  // A mark that stands far to the right is what a frame is there for.
  const settle = (box) => {
    const far = all(".code", box).map((code) => {
      const mark = at("mark", code);
      if (!mark || code.scrollLeft) return 0;
      const [own, around] = [mark.getBoundingClientRect(), code.getBoundingClientRect()];
      return Math.min(own.right - around.right + 24, own.left - around.left - 60);
    });
    all(".code", box).forEach((code, number) => { if (far[number] > 0) code.scrollLeft = far[number]; });
  };
  const open = (item) => {
    const box = at("details", item);
    furnish(box);
    box.open = true;
  };
  at("#list").addEventListener("click", (event) => {
    const summary = event.target.closest("summary");
    if (summary) furnish(summary.parentElement);
  });
  at("#list").addEventListener("toggle", (event) => {
    const box = event.target;
    if (!box.open) return;
    furnish(box);
    settle(box);
  }, true);

  // Keyboard ----------------------------------------------------------------------------------
  const search = at("[name=q]", form);
  const step = (way) => {
    const current = document.activeElement.closest("#list li") || at("#list li.here");
    let number = current ? items.indexOf(current) : way > 0 ? -1 : items.length;
    do number += way; while (items[number] && items[number].hidden);
    const next = items[number];
    if (!next) return;
    for (const one of all("#list li.here")) one.classList.remove("here");
    next.classList.add("here");
    at("summary", next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape") {
      const box = document.activeElement.closest("#list details");
      if (event.target === search) {
        if (search.value) { search.value = ""; changed(); } else search.blur();
      } else if (box) {
        box.open = false;
        at("summary", box).focus();
      }
      return;
    }
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
    else if (event.key === "j") { event.preventDefault(); step(1); }
    else if (event.key === "k") { event.preventDefault(); step(-1); }
  });

  addEventListener("hashchange", follow);
  follow();
  (window.requestIdleCallback || setTimeout)(function warm(deadline) {
    for (const item of items) {
      if (words.has(item)) continue;
      text(item);
      if (deadline && deadline.timeRemaining && deadline.timeRemaining() < 2) { requestIdleCallback(warm); return; }
    }
  });
})();
