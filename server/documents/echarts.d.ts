/** The package describes its files in parts only. */
declare module 'echarts/dist/echarts.esm.min' {
  export { init } from 'echarts';
}
