export { deletePrefix } from "./delete-prefix";
export { ensureBucket } from "./ensure-bucket";
export { listObjects, type ObjectInfo, totals } from "./list-objects";
export { readJson, readText } from "./read-text";
export { uploadFile } from "./upload-file";
export { type UploadSummary, uploadFolder } from "./upload-folder";
