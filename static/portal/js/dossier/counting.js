/* Characters and words, counted as applications/sections/cleaning/counting.py does: a test compares them. */
const SPACES = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const EDGES = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "g");
const RUNS = new RegExp(`[${SPACES}]+`);
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const TELLS = /[\p{L}\p{N}]/u;

export function normalised(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").normalize("NFC").replace(EDGES, "");
}

export const characters = (text) => [...normalised(text)].length;

export const words = (text) => normalised(text).split(RUNS).filter((run) => TELLS.test(run)).length;

export const number = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");

export const counted = (value, word) => `${number(value)}\u00a0${word}${value > 1 ? "s" : ""}`;

function write(foot, text) {
  const { max, min } = foot.dataset;
  const length = characters(text);
  const parts = "words" in foot.dataset ? [counted(words(text), "mot")] : [];
  parts.push(`${number(length)}${max ? ` / ${number(max)}` : ""} caractères`);
  if (min) parts.push(`${number(min)} au moins`);
  foot.textContent = parts.join(", ");
  foot.classList.toggle("is-over", Boolean(max) && length > Number(max));
  foot.classList.toggle("is-enough", Boolean(min) && length >= Number(min) && !(max && length > Number(max)));
}

/* Counters follow what is typed. */
export function countIn(root) {
  const follow = ({ target }) => {
    const foot = target.closest("[data-question], [data-column]")?.querySelector("[data-counter]");
    if (foot && "value" in target) write(foot, target.value);
  };
  root.addEventListener("input", follow);
  root.addEventListener("portal:restored", follow, true); // it does not bubble
}
