/**
 * Nobody loses work by closing a window.
 *
 * Two ways lead out past our own buttons: the browser's (reload, close, go back), and Studio's own
 * Cancel in the frame around us, whose click is caught before Studio hears of it.
 */
export interface Guarded {
  unsaved(): boolean;
  /** Asks whether to leave; the only place where the page may be stopped by a question. */
  mayLeave(): boolean;
  /** The author left knowingly. */
  left(): void;
}

export function guard(root: Element, work: Guarded): () => void {
  const studio = root.closest(".modal-window");

  const leaving = (event: BeforeUnloadEvent) => {
    if (!root.isConnected) return release();
    if (!work.unsaved()) return;
    event.preventDefault();
    // Older browsers ask only when this is set.
    event.returnValue = "";
  };
  const clicked = (event: Event) => {
    const cancels = event.target instanceof Element && event.target.closest(".action-cancel");
    if (!cancels || root.contains(event.target as Element)) return;
    if (work.unsaved() && !work.mayLeave()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    work.left();
  };
  const release = () => {
    window.removeEventListener("beforeunload", leaving);
    studio?.removeEventListener("click", clicked, true);
  };
  window.addEventListener("beforeunload", leaving);
  studio?.addEventListener("click", clicked, true);
  return release;
}
