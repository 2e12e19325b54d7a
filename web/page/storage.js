/** What this browser remembers of the page, if it may. */

/**
 * @param {string} key
 * @param {string} [value] to be remembered from now on
 * @returns {string | null}
 */
export function remembered(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(`hamanlp.${key}`, value);
    return localStorage.getItem(`hamanlp.${key}`);
  } catch {
    return null;
  }
}
