/** The parts of a Hive type's inside, such as `a:int,b:map<string,int>`: cut at the commas that stand in no brackets. */
export function typeParts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, char] of [...text].entries()) {
    depth += "<(".includes(char) ? 1 : ">)".includes(char) ? -1 : 0;
    if (char === "," && depth === 0) {
      found.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return text === "" ? [] : [...found, text.slice(start)];
}
