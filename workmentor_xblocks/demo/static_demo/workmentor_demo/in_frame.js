// Inside the frame, as the LMS's page without chrome: tells its height to whoever referred to it.
(function () {
  "use strict";
  if (window.parent === window || !document.referrer) return;
  const parentOrigin = new URL(document.referrer).origin;
  let last = 0;

  function tell() {
    const height = document.body.scrollHeight;
    if (height === last) return;
    last = height;
    const payload = { width: document.body.scrollWidth, height };
    window.parent.postMessage({ type: "plugin.resize", payload }, parentOrigin);
  }

  document.body.classList.add("view-in-mfe");
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true, attributes: true });
  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", tell);
})();
