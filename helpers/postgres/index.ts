export { connect, type DatabaseAccess } from "./connect";
export { copyCsv } from "./copy-csv";
