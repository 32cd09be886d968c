/** Style sheets that vite takes in. */
declare module '*.css';
