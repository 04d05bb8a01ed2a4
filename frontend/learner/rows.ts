/** Lists whose lines can be added and removed; without the script a few empty lines stand ready instead. */
import { moveTo } from "./focus";

const ROW = "[data-wm-row]";

/** Shows the buttons, and takes away empty lines that nobody asked for. */
export function prepareRows(within: Element): void {
  for (const list of within.querySelectorAll("[data-wm-rows]")) {
    for (const button of list.querySelectorAll<HTMLElement>("[data-wm-row-add], [data-wm-row-remove]")) {
      button.hidden = false;
    }
    const keep = list.querySelector(`${ROW}:not([data-wm-spare])`) ? 0 : 1;
    for (const spare of Array.from(list.querySelectorAll("[data-wm-spare]")).slice(keep)) spare.remove();
    // The last line is the pattern for the next one, also when all were removed.
    patterns.set(list, (list.querySelector(ROW) ?? makeFrom(within)).cloneNode(true) as HTMLElement);
  }
}

const patterns = new WeakMap<Element, HTMLElement>();

function makeFrom(within: Element): Element {
  return within.ownerDocument.createElement("fieldset");
}

/** Answers the list that changed, or nothing when the press was meant for something else. */
export function pressRows(target: Element): HTMLElement | null {
  const list = target.closest<HTMLElement>("[data-wm-rows]");
  if (!list) return null;
  if (target.closest("[data-wm-row-add]")) add(list);
  else if (target.closest("[data-wm-row-remove]")) remove(list, target.closest(ROW));
  else return null;
  return list;
}

function add(list: HTMLElement): void {
  const row = patterns.get(list)?.cloneNode(true) as HTMLElement;
  const rows = list.querySelectorAll(ROW);
  row.removeAttribute("data-wm-spare");
  for (const cell of row.querySelectorAll<HTMLTextAreaElement>("textarea")) {
    cell.value = "";
    cell.textContent = "";
  }
  const last = rows[rows.length - 1] ?? list.querySelector("[data-wm-row-add]")?.previousElementSibling;
  last?.after(row);
  number(list);
  const cell = row.querySelector("textarea");
  if (cell) moveTo(cell);
}

/** The focus goes to the line that takes the place, else to the button that adds one: never to nowhere. */
function remove(list: HTMLElement, row: Element | null): void {
  if (!row) return;
  const rows = Array.from(list.querySelectorAll(ROW));
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
  row.remove();
  number(list);
  const place =
    next?.querySelector<HTMLElement>("[data-wm-row-remove]") ?? list.querySelector<HTMLElement>("[data-wm-row-add]");
  if (place) moveTo(place);
}

function number(list: HTMLElement): void {
  for (const [index, row] of list.querySelectorAll(ROW).entries()) {
    const place = row.querySelector("[data-wm-row-number]");
    if (place) place.textContent = String(index + 1);
    for (const cell of row.querySelectorAll<HTMLTextAreaElement>("textarea")) {
      cell.name = cell.name.replace(/^(f-[^-]+-)\d+/, `$1${index + 1}`);
    }
  }
}
