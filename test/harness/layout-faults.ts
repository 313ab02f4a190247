/**
 * What is wrong with how a page stands in its window: wider than the window, controls that are covered, too small or out
 * of reach, texts that are cut or lie over each other. It judges what is in front: a dialog, or else the page.
 */
import type { Page } from 'playwright-core';

/** Answers one line for each fault. */
export function layoutFaults(page: Page, { minTargetPx = 44 } = {}): Promise<string[]> {
  return page.evaluate(collectFaults, minTargetPx);
}

/** Runs in the page, so it can use nothing from outside itself. */
function collectFaults(minTargetPx: number): string[] {
  const faults: string[] = [];
  const slackPx = 1.5;
  const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]');
  const front = dialogs[dialogs.length - 1] ?? document.body;

  const nameOf = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    const testId = element.closest('[data-testid]')?.getAttribute('data-testid');
    return `${element.tagName.toLowerCase()}.${element.className.toString().split(' ').join('.')} "${words}"${testId ? ` in ${testId}` : ''}`;
  };
  const isShown = (element: Element): boolean => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
      return false;
    if (element.closest('.unseen, [aria-hidden="true"], [hidden], noscript, [data-print-only]')) return false;
    // A way past the navigation is seen when it has the focus.
    if (getComputedStyle(element).clipPath.startsWith('inset(50%')) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1;
  };
  /** The part of a rectangle that its scrolling and clipping ancestors let through. */
  const visiblePart = (element: Element, rect: DOMRect) => {
    const part = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
    let isScrolled = false;
    // Words that end in an ellipsis on purpose.
    const { textOverflow, webkitLineClamp } = getComputedStyle(element);
    const isShortened = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    for (let ancestor: Element | null = element; ancestor; ancestor = ancestor.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(ancestor);
      const box = ancestor.getBoundingClientRect();
      if (overflowX !== 'visible') {
        part.left = Math.max(part.left, box.left);
        part.right = Math.min(part.right, box.right);
      }
      if (overflowY !== 'visible') {
        part.top = Math.max(part.top, box.top);
        part.bottom = Math.min(part.bottom, box.bottom);
      }
      isScrolled ||= ['auto', 'scroll'].includes(overflowX) || ['auto', 'scroll'].includes(overflowY);
      if (position === 'fixed') break;
    }
    return { ...part, isScrolled: isScrolled || isShortened };
  };

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth + slackPx)
    faults.push(`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`);

  const controls = [
    ...front.querySelectorAll(
      'button, a[href], input:not([type="hidden"]), select, textarea, [role="tab"], [role="menuitem"], [role="option"], [role="switch"]',
    ),
  ].filter(isShown);
  for (const control of controls) {
    control.scrollIntoView({ block: 'center', inline: 'center' });
    const rect = control.getBoundingClientRect();
    if (rect.right > innerWidth + slackPx || rect.left < -slackPx) faults.push(`out of the window: ${nameOf(control)}`);
    const isInText = control.tagName === 'A' && getComputedStyle(control).display === 'inline';
    // A tick or a radio is hit by its label.
    const target = control.closest('label') ?? control;
    const size = target.getBoundingClientRect();
    const isHidden = getComputedStyle(control).opacity === '0' || rect.width < 3;
    if (!isInText && !isHidden && (size.height < minTargetPx || size.width < minTargetPx)) {
      faults.push(`too small (${Math.round(size.width)}×${Math.round(size.height)} px): ${nameOf(control)}`);
    }
    const x = (Math.max(0, rect.left) + Math.min(innerWidth, rect.right)) / 2;
    const y = (Math.max(0, rect.top) + Math.min(innerHeight, rect.bottom)) / 2;
    const hit = document.elementFromPoint(x, y);
    const label = control.closest('label');
    const isReached = hit !== null && (control.contains(hit) || hit.contains(control) || Boolean(label?.contains(hit)));
    if (!isReached && !isHidden) faults.push(`covered: ${nameOf(control)} by ${hit ? nameOf(hit) : 'nothing'}`);
  }
  scrollTo(0, 0);

  /** What stands fixed above a page that scrolls may lie over it. */
  const layerOf = (element: Element): Element | null => {
    for (let ancestor: Element | null = element; ancestor; ancestor = ancestor.parentElement) {
      if (['fixed', 'sticky'].includes(getComputedStyle(ancestor).position)) return ancestor;
    }
    return null;
  };
  type Text = { element: Element; layer: Element | null; left: number; top: number; right: number; bottom: number };
  const texts: Text[] = [];
  const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || !isShown(element) || element.closest('svg, select, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.height < 2) continue;
      const part = visiblePart(element, rect);
      const seen = Math.max(0, part.right - part.left) * Math.max(0, part.bottom - part.top);
      const isCut = seen < rect.width * rect.height * 0.97;
      if (isCut && !part.isScrolled)
        faults.push(`cut: "${node.textContent.trim().slice(0, 60)}" in ${nameOf(element)}`);
      if (seen > 0)
        texts.push({
          element,
          layer: layerOf(element),
          left: part.left,
          top: part.top,
          right: part.right,
          bottom: part.bottom,
        });
    }
  }
  texts.sort((one, other) => one.top - other.top);
  for (const [index, one] of texts.entries()) {
    for (let next = index + 1; next < texts.length; next += 1) {
      const other = texts[next];
      if (!other || other.top >= one.bottom) break;
      if (one.layer !== other.layer) continue;
      if (one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element))
        continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - other.top;
      // Lines may touch: only a real overlap is a fault.
      if (width > 3 && height > 6) faults.push(`over each other: ${nameOf(one.element)} and ${nameOf(other.element)}`);
    }
  }
  return [...new Set(faults)];
}
