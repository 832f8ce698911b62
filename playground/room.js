// What the playground adds to SimCord's page of a room: a new message comes into sight.
// The page itself follows only while it is scrolled to its very end, and its box for commands
// moves that end while an answer is on its way.
"use strict";
const page = document.getElementById("preview-app");
const timeline = document.getElementById("channel-timeline");
const messages = document.getElementById("channel-message-list");
let shown;

function follow() {
  const newest = messages.lastElementChild?.dataset.messageId;
  if (page.getAttribute("aria-busy") === "true" || newest === shown) return;
  shown = newest;
  timeline.scrollTop = timeline.scrollHeight;
}
if (page && timeline && messages) new MutationObserver(follow).observe(page, { attributeFilter: ["aria-busy"] });
