import { type Part, whole } from "./part";

/** What the server says: how many records of each kind were written, and whether it may be more. */
interface Told {
  task: number;
  obstacle: number;
  nudge: number;
  missed: boolean;
}

let stream: EventSource | null = null;
let mark = ""; // where the counting began, so that what happens while the tab is away counts too
let missed = false;

function box(): HTMLElement | null {
  return document.querySelector("[data-su-kien]");
}

function say(told: Told): void {
  const place = box();
  const n = told.task + told.obstacle + told.nudge;
  missed ||= told.missed;
  if (!place || (n === 0 && !missed)) return;
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = "Tải lại danh sách";
  place.replaceChildren(n > 0 ? `Có ${whole(n)} cập nhật mới – ` : "Có thể có cập nhật mới – ", link);
}

/** Listens while the page is in sight; the list under the pointer is never touched. */
function look(): void {
  const place = box();
  if (document.hidden || !place) {
    stream?.close();
    stream = null;
  } else if (!stream || stream.readyState === EventSource.CLOSED) {
    stream = new EventSource(place.dataset.suKien + (mark && `?tu=${mark}`));
    stream.onmessage = (event) => {
      mark = event.lastEventId;
      say(JSON.parse(event.data));
    };
  }
}

export const hints: Part = {
  listen() {
    look();
    document.addEventListener("visibilitychange", look);
    addEventListener("pagehide", () => stream?.close());
    addEventListener("pageshow", look);
  },
};
