/**
 * Brings an element into view. In the learning MFE the page stands in a frame as tall as its content,
 * so only the parent can scroll: it listens for `{offset}`, measured from the top of the frame.
 */

/** A little air above what comes into view. */
const AIR = 16;
/** How long the parent may take to make the frame as tall as the page has told. */
const PATIENCE = 1000;

let again: (() => void) | null = null;

export function bringIntoView(element: Element): void {
  const parent = parentOrigin(element);
  if (parent) twice(() => askParent(element, parent));
  // The browser carries a scroll from a frame to the page around it.
  else if (window.parent !== window) twice(() => element.scrollIntoView({ block: "start" }));
  else {
    const { top } = element.getBoundingClientRect();
    const comfortable = top >= 0 && top < window.innerHeight / 2;
    if (!comfortable) element.scrollIntoView({ block: "start" });
  }
}

/**
 * At once, and once more when the parent has made the frame taller: what lies below the old bottom
 * cannot be scrolled to before that. A later wish takes the place of an earlier one.
 */
function twice(act: () => void): void {
  if (again) window.removeEventListener("resize", again);
  again = act;
  window.addEventListener("resize", act, { once: true });
  setTimeout(() => window.removeEventListener("resize", act), PATIENCE);
  // After the page's own resize message, which a mutation observer posts first.
  setTimeout(act);
}

function askParent(element: Element, parent: string): void {
  if (!element.isConnected) return;
  // A browser scrolls inside the frame, too, for the 20 px that the parent makes it too short.
  window.scrollTo(0, 0);
  const y = Math.round(element.getBoundingClientRect().top + window.scrollY - AIR);
  // The parent takes 0 for "no offset".
  window.parent.postMessage({ offset: Math.max(1, y) }, parent);
}

/**
 * The page around our frame tells itself by the referrer; without one nobody is written to. Studio's page around an
 * author's view throws at `{offset}`.
 */
function parentOrigin(element: Element): string | null {
  if (window.parent === window || !document.referrer || element.closest("[data-wm-authors]")) return null;
  return new URL(document.referrer).origin;
}
