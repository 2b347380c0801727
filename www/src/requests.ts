/** Counts what the browser fetches for this page once it is loaded. */

/** Starts counting; `changed` hears the number, at first 0. */
export function countRequests(changed: (count: number) => void): void {
  const start = performance.now();
  let count = 0;
  changed(0);
  new PerformanceObserver((list) => {
    count += list.getEntries().filter((entry) => entry.startTime > start).length;
    changed(count);
  }).observe({ type: "resource" });
}
