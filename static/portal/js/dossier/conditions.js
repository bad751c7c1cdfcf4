/* Questions that are asked only under a condition: the trees come from the server, nothing is evaluated as code. */
const controls = "input:not([type=hidden]), select, textarea";

function answer(holder) {
  const all = [...holder.querySelectorAll(controls)];
  if (holder.querySelector("[data-rows]")) return all.some((one) => one.value && one.type !== "radio" && one.type !== "checkbox");
  const boxes = all.filter((one) => one.type === "checkbox");
  if (boxes.length > 1) return boxes.filter((one) => one.checked).map((one) => one.value);
  if (boxes.length === 1) return boxes[0].checked;
  if (all[0]?.type === "radio") return all.find((one) => one.checked)?.value ?? "";
  return all[0]?.value ?? "";
}

function lookup(name, place, root) {
  const row = place.closest("[data-row]");
  const holder = row?.querySelector(`[data-column="${name}"]`) ?? root.querySelector(`[data-question="${name}"]`);
  return holder ? answer(holder) : null;
}

const empty = (value) => value === null || value === "" || value === false || (Array.isArray(value) && !value.length);
const ORDER = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

export function holds(tree, read) {
  const [kind, ...parts] = tree;
  if (kind === "value") return parts[0];
  if (kind === "name") return read(parts[0]);
  if (kind === "not") return !truth(holds(parts[0], read));
  if (kind === "and") return parts.every((part) => truth(holds(part, read)));
  if (kind === "or") return parts.some((part) => truth(holds(part, read)));
  const [left, right] = parts.map((part) => holds(part, read));
  if (kind === "==" || kind === "!=") return (left === right) === (kind === "==");
  if (kind === "in" || kind === "not in") return !empty(left) && (right ?? []).includes(left) === (kind === "in");
  return typeof left === typeof right && left !== null && ORDER[kind](left, right);
}

const truth = (value) => !empty(value) && Boolean(value);

/* Show what is asked, hide the rest; the sentence for browsers without script is no longer needed. */
export function applyConditions(root) {
  for (const question of root.querySelectorAll("[data-si]")) {
    const tree = JSON.parse(question.dataset.si);
    question.hidden = !truth(holds(tree, (name) => lookup(name, question, root)));
    const told = question.querySelector(":scope > .question-if");
    if (told) told.hidden = true;
  }
}
