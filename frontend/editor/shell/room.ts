/** Room for the editor in Studio's window, and below its own bar. */

/**
 * Studio decides where its window stands while that is still as low as it makes it. Once our style
 * sheet has given it the height of the screen, Studio is asked to place it again, as after a resize.
 */
export function takeRoom(root: Element): () => void {
  const modal = root.closest(".modal-window");
  if (!modal || typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver(() => window.dispatchEvent(new Event("resize")));
  observer.observe(modal);
  return () => observer.disconnect();
}

/**
 * What the author comes to by keyboard is not to stand below the bar, which stays at the top: the style sheet is told
 * how high it is (on a phone it has several lines). In a text the browser scrolls to where one writes only, so that the
 * field itself is brought out here.
 */
export function keepClearOf(bar: HTMLElement): () => void {
  const frame = bar.parentElement;
  if (!frame || typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver(() => {
    const stays = getComputedStyle(bar).position === "sticky";
    frame.style.setProperty("--wme-bar", `${stays ? bar.offsetHeight : 0}px`);
  });
  observer.observe(bar);
  frame.addEventListener("keyup", ({ key, target }) => {
    if (key === "Tab" && target instanceof Element) target.scrollIntoView({ block: "nearest" });
  });
  return () => observer.disconnect();
}
