export { BundleFailed, type BundleOptions, bundleHandler } from "./bundle-handler";
