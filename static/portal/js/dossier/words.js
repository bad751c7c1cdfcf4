/* A question and its answer as a person reads them, and elements made in one line. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const NOT_SAID = /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-cle$/;
const labelOf = (holder) => {
  const found = (holder.querySelector(":scope > .form-label") ?? holder.querySelector(".choice span"))?.cloneNode(true);
  for (const aside of found?.querySelectorAll(".optional") ?? []) aside.remove();
  return found?.textContent.trim() ?? "";
};

function worded(one) {
  if (["checkbox", "radio"].includes(one.type)) return one.checked && one.value ? one.closest("label")?.textContent.trim() ?? "" : "";
  if (one.tagName === "SELECT") return one.value ? one.selectedOptions[0].textContent.trim() : "";
  return one.value.trim();
}

const answerIn = (holder) => [...holder.querySelectorAll("input, select, textarea")]
  .filter((one) => one.name && !NOT_SAID.test(one.name)).map(worded).filter(Boolean).join(", ");

const columnsOf = (holder) => [...holder.querySelectorAll("[data-column]")]
  .map((column) => [labelOf(column), answerIn(column)]).filter(([, text]) => text).map(([label, text]) => `${label}\u00a0: ${text}`).join("\n");

/* { label, text }; of a group, one column a line, an empty line between two rows. */
export function said(question) {
  const rows = [...question.querySelectorAll("[data-row]")];
  const text = rows.length ? rows.map(columnsOf).filter(Boolean).join("\n\n") : columnsOf(question) || answerIn(question);
  return { label: labelOf(question), text };
}

export const quoted = (labels) => labels.map((label) => `«\u00a0${label}\u00a0»`).join(", ");
