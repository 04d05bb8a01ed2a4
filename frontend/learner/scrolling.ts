/** A box that can be moved aside is a stop for the keyboard only while there is something in it to move. */

const watch = typeof ResizeObserver === "undefined" ? null : new ResizeObserver((seen) => seen.forEach(stopAt));

/** Without a script each such box is a stop: better one too many than a table that nobody reaches the end of. */
export function prepareScrolling(within: Element): void {
  for (const target of within.querySelectorAll<HTMLElement>(".wm-scroll")) {
    stopAt({ target });
    watch?.observe(target);
  }
}

function stopAt({ target }: { target: Element }): void {
  if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
  else if (target !== document.activeElement) target.removeAttribute("tabindex");
}
