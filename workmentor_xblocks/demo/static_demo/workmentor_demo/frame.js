// Around the frame, as the learning application: grows with the unit, and scrolls where the unit asks for.
(function () {
  "use strict";
  const frame = document.querySelector("[data-unit-frame]");

  window.addEventListener("message", (event) => {
    if (event.origin !== window.location.origin || event.source !== frame.contentWindow) return;
    const { type, payload, offset } = event.data || {};
    if (type === "plugin.resize") frame.height = payload.height;
    if (typeof offset === "number") window.scrollTo(0, offset + frame.getBoundingClientRect().top + window.scrollY);
  });

  function tellVisibility() {
    const payload = { topPosition: frame.getBoundingClientRect().top, viewportHeight: window.innerHeight };
    frame.contentWindow.postMessage({ type: "unit.visibilityStatus", payload }, window.location.origin);
  }
  frame.addEventListener("load", tellVisibility);
  window.addEventListener("scroll", tellVisibility, { passive: true });
  window.addEventListener("resize", tellVisibility);
})();
