/**
 * Brings an element into view. In the learning MFE the page stands in a frame as tall as its content,
 * so only the parent can scroll: it listens for `{offset}`, measured from the top of the frame.
 */

/** A little air above what comes into view. */
const AIR = 16;

export function bringIntoView(element: Element): void {
  const parent = parentOrigin();
  if (parent) {
    // After the page's own resize message, which a mutation observer posts first: else the parent is still too short.
    setTimeout(() => {
      const y = Math.round(element.getBoundingClientRect().top + window.scrollY - AIR);
      // The parent takes 0 for "no offset".
      if (element.isConnected) window.parent.postMessage({ offset: Math.max(1, y) }, parent);
    });
    return;
  }
  const { top } = element.getBoundingClientRect();
  const comfortable = top >= 0 && top < window.innerHeight / 2;
  if (!comfortable) element.scrollIntoView({ block: "start" });
}

/** The page around our frame tells itself by the referrer; without one nobody is written to. */
function parentOrigin(): string | null {
  if (window.parent === window || !document.referrer) return null;
  return new URL(document.referrer).origin;
}
