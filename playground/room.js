// What the playground adds to SimCord's page of a room: a new message comes into sight.
// The page itself follows only while it is scrolled to its very end. Its box for commands moves that
// end while an answer is on its way, and a tab in the background is laid out only once it is seen.
"use strict";
const FOLLOW_MS = 1000;
const page = document.getElementById("preview-app");
const timeline = document.getElementById("channel-timeline");
const messages = document.getElementById("channel-message-list");
let shown;
let until = 0;

function stay() {
  if (performance.now() > until) return;
  timeline.scrollTop = timeline.scrollHeight;
  requestAnimationFrame(stay);
}
function follow() {
  const newest = messages.lastElementChild?.dataset.messageId;
  if (document.hidden || page.getAttribute("aria-busy") === "true" || newest === shown) return;
  shown = newest;
  until = performance.now() + FOLLOW_MS;
  stay();
}
if (page && timeline && messages) {
  new MutationObserver(follow).observe(page, { attributeFilter: ["aria-busy"] });
  new MutationObserver(follow).observe(messages, { childList: true });
  document.addEventListener("visibilitychange", follow);
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
    timeline.addEventListener(kind, () => { until = 0; }, { passive: true });
}
