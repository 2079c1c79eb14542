/** As names of packages are compared: https://packaging.python.org/specifications/name-normalization/ */
export function normalized(name: string): string {
  return name
    .trim()
    .replace(/[-_.]+/g, '-')
    .toLowerCase()
}
