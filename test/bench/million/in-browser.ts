import { openBrowser } from '../../support/browser.ts';

/** What the page said of a draw. */
export interface PageAnswer {
  readonly answer: string;
  readonly steps: readonly (string | undefined)[];
}

const MINUTES = 60_000;

/** Opens the page of a published draw on which anyone checks it, presses its button and waits for what it says. */
export const checkInBrowser = async (address: string): Promise<PageAnswer> => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(15 * MINUTES);
    await page.goto(address);
    await page.locator('[data-part="start"]').click();
    await page.locator('[data-part="answer"]').waitFor();
    return {
      answer: await page.locator('[data-part="answer"]').innerText(),
      steps: await page.locator('[data-step]').evaluateAll((steps) => steps.map((step) => (step as HTMLElement).dataset['state'])),
    };
  } finally {
    await browser.close();
  }
};
