// What Studio and the LMS give to the script of a block: a runtime that knows addresses and takes notices.
(function () {
  "use strict";

  const one = (element) => (element instanceof Element ? element : element[0]);
  const wrapper = (element) => one(element).closest("[data-handler-root]");

  const notices = {
    save(data) {
      if (data.state === "end") leaveEditor();
      else say("Saving …");
    },
    cancel: leaveEditor,
    error: (data) => say([data.title, data.message].filter(Boolean).join(": "), true),
  };

  function editor() {
    return document.querySelector("[data-studio-edit]");
  }

  function say(text, bad) {
    const notice = editor() && editor().querySelector("[data-studio-notice]");
    if (!notice) return;
    notice.textContent = text;
    notice.classList.toggle("said-error", Boolean(bad));
    notice.hidden = false;
  }

  function leaveEditor() {
    if (editor()) window.location.assign(editor().dataset.back);
  }

  const runtime = {
    handlerUrl(element, name, suffix, query) {
      let address = wrapper(element).dataset.handlerRoot + name;
      if (suffix) address += "/" + suffix;
      return query ? address + "?" + query : address;
    },
    notify(name, data) {
      if (notices[name]) notices[name](data || {});
    },
  };

  function start(block) {
    const init = window[block.dataset.init];
    if (typeof init !== "function") return;
    const data = block.querySelector(":scope > .xblock_json_init_args");
    init(runtime, block, data ? JSON.parse(data.textContent) : undefined);
  }

  // The LMS's page tells of texts that were on the screen for a while.
  function seen(text) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      fetch(text.dataset.seen, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token ? token[1] : "" },
        body: "{}",
      }).catch(() => undefined);
    });
    watch.observe(text);
  }

  document.addEventListener("submit", (event) => {
    const question = (event.submitter && event.submitter.dataset.confirm) || event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  function closeMenus(except) {
    for (const menu of document.querySelectorAll("[data-menu][open]")) if (menu !== except) menu.open = false;
  }
  document.addEventListener("click", (event) => closeMenus(event.target.closest("[data-menu]")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const block of document.querySelectorAll("[data-init]:not([data-init=''])")) start(block);
    for (const text of document.querySelectorAll("[data-seen]")) seen(text);
    // A stop for the keyboard only where there is something to move.
    for (const box of document.querySelectorAll(".scroll")) {
      new ResizeObserver(() => (box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1)).observe(box);
    }
  });
})();
