/* The aid asked for, while the lines are being written: the same sum as applications/sections/budgeting.py. */
import { number } from "./counting.js";

const FUNDER = "inmp";

/* Whole euros of what was typed, or 0 when it is no amount (the server then says why). */
export function amount(text) {
  const bare = text.trim().replace(/[\s\u00a0\u202f]*(€|euros?)$/i, "").trim().replace(/,0{1,2}$/, "");
  const joined = bare.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, "");
  return /^\+?\d{1,12}$/.test(joined) ? Number(joined) : 0;
}

export function requested(question) {
  let sum = 0;
  for (const row of question.querySelectorAll("[data-row]")) {
    const value = (name) => row.querySelector(`[data-column="${name}"] :is(input, select)`)?.value ?? "";
    if (value("financeur") === FUNDER) sum += amount(value("annee1")) + amount(value("annee2"));
  }
  return sum;
}

export function totalIn(root) {
  const lines = root.querySelector('[data-question="lignes_budget"]');
  const shown = root.querySelector('[data-total="requested"]');
  if (!lines || !shown) return () => {};
  return () => { shown.textContent = `${number(requested(lines))}\u00a0€`; };
}
