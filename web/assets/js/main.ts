import "htmx.org";
import { confirmations } from "./confirm";
import { copies } from "./copy";
import { counters } from "./count";
import { countdowns } from "./countdown";
import { dates } from "./date";
import { drafts } from "./draft";
import { versions } from "./joined";
import { hints } from "./live";
import { menus } from "./menu";
import { panes } from "./pane";
import { passwords } from "./password";
import { picks } from "./pick";
import { sessions } from "./session";
import { shortcuts } from "./shortcut";
import { submissions } from "./submit";
import { uploads } from "./upload";

// Each part listens on the document once, so that swapped-in content works as
// the first page did; prepare dresses what arrives.
const parts = [confirmations, copies, countdowns, counters, dates, drafts, hints, menus, panes, passwords, picks, sessions, shortcuts, submissions, uploads, versions];

function prepare(root: ParentNode): void {
  for (const part of parts) part.prepare?.(root);
}

for (const part of parts) part.listen();
prepare(document);
document.getElementById("loi")?.focus();
document.addEventListener("htmx:after:swap", () => prepare(document));
