/* Rows added, taken out (and put back) and moved, with the mouse or the keyboard. */
const ATTRIBUTES = ["id", "name", "for", "value", "list", "aria-describedby", "aria-labelledby"];

const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-row]")];
const key = () => `k${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

/* Names, labels and places of every row again, from the first. */
export function renumber(list) {
  const name = list.dataset.rows;
  const pattern = new RegExp(`(^|\\s|champ-)${name}-(?:\\d+|__prefix__)(?=-|\\s|$)`, "g");
  rowsOf(list).forEach((row, place) => {
    for (const node of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of ATTRIBUTES) {
        const value = node.getAttribute(attribute);
        if (value && (attribute !== "value" || node.tagName === "BUTTON")) {
          node.setAttribute(attribute, value.replace(pattern, `$1${name}-${place}`));
        }
      }
    }
    row.querySelector("[data-place]").textContent = place + 1;
    if ("keyed" in list.dataset) {
      const held = row.querySelector(`input[type=hidden][name$="-cle"]`);
      if (held && !held.value) held.value = key();
    }
  });
  const total = list.closest("[data-question]").querySelector(`[name="${name}-TOTAL_FORMS"]`);
  total.value = rowsOf(list).length;
  const most = Number(list.dataset.rowsMax) || Infinity;
  list.closest("[data-question]").querySelector("[data-add]").disabled = rowsOf(list).length >= most;
}

export function addRow(list) {
  const model = list.closest("[data-question]").querySelector("template[data-row-model]");
  list.append(model.content.cloneNode(true));
  renumber(list);
  return rowsOf(list).at(-1);
}

/* What a group must hold before values are put back into it. */
export function makeRoom(list, wanted) {
  while (rowsOf(list).length < wanted) addRow(list);
}

export function manageRows(root, { changed, tell }) {
  for (const list of root.querySelectorAll("[data-rows]")) renumber(list);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove], [data-move]");
    const question = button?.closest("[data-question]");
    const list = question?.querySelector("[data-rows]");
    if (!list || !root.contains(button)) return;
    event.preventDefault();
    if ("add" in button.dataset) {
      const row = addRow(list);
      row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      tell(`Ligne ${rowsOf(list).length} ajoutée.`);
    } else if ("remove" in button.dataset) {
      remove(list, button.closest("[data-row]"), question, { changed, tell });
    } else {
      move(list, button, Number(button.dataset.move), tell);
    }
    changed(question);
  });
}

function remove(list, row, question, { changed, tell }) {
  const place = rowsOf(list).indexOf(row);
  const next = row.nextElementSibling;
  row.remove();
  renumber(list);
  (rowsOf(list)[place] ?? rowsOf(list).at(-1) ?? question).focus();
  tell(`Ligne ${place + 1} retirée.`, "Annuler", () => {
    list.insertBefore(row, next?.isConnected ? next : null);
    renumber(list);
    row.focus();
    changed(question);
  });
}

function move(list, button, by, tell) {
  const row = button.closest("[data-row]");
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) list.insertBefore(row, other);
  else list.insertBefore(other, row);
  renumber(list);
  button.focus();
  tell(`Ligne déplacée en position ${rowsOf(list).indexOf(row) + 1}.`);
}
