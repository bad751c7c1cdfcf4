/* Taps that the portal answered with a question: kept on this device, so that a page left too early loses nobody. */
import { Shelf } from "./shelf.js";

export class Questions extends Shelf {
  /* All of them, no longer kept here. */
  taken() {
    const taps = this.all;
    this.all = [];
    return taps;
  }
}
