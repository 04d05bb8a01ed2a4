/** Puts the focus where the author is to go on. */

const FOCUSABLE = "input, select, textarea, button, [tabindex]";

/**
 * Focuses the field of a path; where there is none, the nearest part around it.
 * Answers whether anything was found.
 */
export function focusField(root: Element, path: string): boolean {
  for (let wanted = path; wanted; wanted = wanted.slice(0, Math.max(wanted.lastIndexOf("/"), 0))) {
    const field = [...root.querySelectorAll("[data-wme-field]")].find(
      (one) => one.getAttribute("data-wme-field") === wanted,
    );
    if (!field) continue;
    const target = field.matches(FOCUSABLE) ? field : field.querySelector(FOCUSABLE);
    if (target instanceof HTMLElement) {
      target.focus();
      // jsdom and old browsers lack it; without it the browser's own scrolling has to do.
      target.scrollIntoView?.({ block: "center" });
      return true;
    }
  }
  return false;
}

export function focusOn(root: Element | null, selector: string): void {
  const target = root?.querySelector(selector);
  if (target instanceof HTMLElement) target.focus();
}
