/* The questions that open a draft: counters follow; the form itself is sent whole. */
import { countIn } from "./counting.js";

countIn(document.querySelector("[data-start-form]"));
