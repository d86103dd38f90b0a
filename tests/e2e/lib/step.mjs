// Steps of one story: where one fails, those after it are skipped instead of failing in its wake.
import {test} from 'node:test';

let broken = false;

export function step(name, work, options = {}) {
  test(name, {timeout: 400000, ...options}, async (context) => {
    if (broken) {
      context.skip('an earlier step failed');
      return;
    }
    try {
      await work();
    } catch (error) {
      broken = true;
      throw error;
    }
  });
}

// Whether every step so far held.
export const storyHolds = () => !broken;
