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
