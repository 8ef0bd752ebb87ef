/** One behaviour of the page: what it listens to, and what it does to new content. */
export interface Part {
  listen(): void;
  prepare?(root: ParentNode): void;
}

/** The closest element around an event's target that matches, if any. */
export function around<T extends HTMLElement>(event: Event, selector: string): T | null {
  return event.target instanceof Element ? event.target.closest<T>(selector) : null;
}

/** A whole number as it is written here: 1.240. */
export function whole(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** Calls fn once things have been quiet for a while about what it is called with; each such thing has a quiet of its own. */
export function calm<A extends unknown[]>(ms: number, fn: (...args: A) => void): (...args: A) => void {
  const timers = new Map<unknown, number>();
  return (...args) => {
    clearTimeout(timers.get(args[0]));
    timers.set(args[0], window.setTimeout(() => fn(...args), ms));
  };
}
