import { type Typed } from "./typed";

/** What was typed and is not on the server yet, kept in this browser. */
export interface Copy {
  at: number;
  over: string; // the draft it was typed over
  typed: Typed;
}

const prefix = "nhap:";
const keptFor = 7 * 86_400_000;
const page = document.documentElement;

/** Whether this browser may keep what is typed: several people may use it. */
export const mayKeep = page.dataset.mayChung === undefined;

function keyOf(place: string): string {
  return `${prefix}${page.dataset.nguoi}:${place}`;
}

function all(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key: string): Copy | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function copyOf(place: string): Copy | null {
  return mayKeep ? read(keyOf(place)) : null;
}

/** Keeps the copy; false where the browser refuses or the computer is shared. */
export function keep(place: string, copy: Copy): boolean {
  if (!mayKeep) return false;
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function drop(place: string): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

export function dropAll(): void {
  for (const key of all()) localStorage.removeItem(key);
}

/** Drops what was carried out, what has grown old, and everything on a shared computer. */
export function tidy(): void {
  if (!mayKeep) dropAll();
  if (page.dataset.daGui) drop(page.dataset.daGui);
  for (const key of all()) {
    if (Date.now() - (read(key)?.at ?? 0) > keptFor) localStorage.removeItem(key);
  }
}
