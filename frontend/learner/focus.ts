/** Moves the reading to where a person goes on, so that keyboard and screen reader follow the page. */
import { bringIntoView } from "./frame";
import { marked } from "./marks";

/** Focuses the place of that name, else the first marked place or heading of what is new. */
export function focusOn(root: Element, within: Element, name = ""): void {
  const named = name ? marked(root, "focus", name) : null;
  const place = named ?? within.querySelector("[data-wm-focus]") ?? within.querySelector("h2, h3, h4");
  if (place instanceof HTMLElement) moveTo(place);
}

/** Whether a swap took the focus away; Safari gives none to a pressed button, which is the same to a reader. */
export function focusIsLost(): boolean {
  return !document.activeElement || document.activeElement === document.body;
}

/** `preventScroll`, because a browser would scroll inside the frame, before the parent has made it taller. */
export function moveTo(place: HTMLElement): void {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
  if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  bringIntoView(place);
}
