/** The rows of a CSV text (RFC 4180): a field in quotes may hold delimiters, line breaks and doubled quotes. */
export function readCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endRow = () => {
    row.push(field);
    if (row.length > 1 || row[0] !== "") {
      rows.push(row);
    }
    row = [];
    field = "";
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quoted) {
      if (character !== '"') {
        field += character;
      } else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else {
        quoted = false;
      }
    } else if (character === '"' && field === "") {
      quoted = true;
    } else if (character === delimiter) {
      row.push(field);
      field = "";
    } else if (character === "\n" || character === "\r") {
      at += character === "\r" && text[at + 1] === "\n" ? 1 : 0;
      endRow();
    } else {
      field += character;
    }
  }
  endRow();
  return rows;
}
