import { parseArgs } from 'node:util';
import { profileById } from '../../../shared/profile/profiles.ts';

/** What `npm start` is asked to do. */
export interface StartOptions {
  readonly profile: string;
  readonly targets: number;
  readonly seed: string;
  readonly live: boolean;
  /** Folder of everything durable; undefined: the default one, emptied first. */
  readonly data: string | undefined;
  readonly port: number;
  readonly exit: boolean;
  readonly help: boolean;
  /** Which of them were given, so that an unfinished year is not silently played as another. */
  readonly given: ReadonlySet<string>;
}

const OPTIONS = {
  profile: { type: 'string', default: 'guangyuan' },
  targets: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '广元2026' },
  live: { type: 'boolean', default: false },
  data: { type: 'string' },
  port: { type: 'string', default: '8520' },
  exit: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

/** What the options mean, for people. */
export const HELP = `双随机、一公开：在本机演练一整年的联合抽查，然后继续提供服务
Double Random: rehearses a whole year of joint inspections on this machine, then keeps serving

用法 Usage: npm start -- [选项 options]

  --profile NAME   地区规则 the jurisdiction's rules (guangyuan)
  --targets N      检查对象户数 enterprises in the directory, 200 to 1000000 (20000)
  --seed TEXT      种子；相同的种子得到相同的一年 the same seed gives the same year (广元2026)
  --live           不演练：真实时钟、空名录 no rehearsal: real clock, empty directories
  --data DIR       数据目录；其中未完成的演练会继续，已完成的直接提供服务
                   folder of the data; an unfinished year in it goes on, a finished one is served (.data, emptied first)
  --port P         端口 port on 127.0.0.1 (8520)
  --exit           演练结束后退出，不再提供服务 end after the summary instead of serving
  --help           本说明 this text
`;

/** Reads the command line. Throws an `Error` that says what is wrong. */
export const readOptions = (args: readonly string[]): StartOptions => {
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false, tokens: true });
  const targets = wholeNumber('--targets', values.targets, 200, 1_000_000);
  const port = wholeNumber('--port', values.port, 1024, 65_535);
  profileById(values.profile);
  if (values.seed === '') throw new RangeError('--seed 不能为空 must not be empty');
  const given = new Set(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])));
  return { ...values, data: values.data, targets, port, given };
};

const wholeNumber = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new RangeError(`${name} ${text}: 应为 ${low} 至 ${high} 的整数 a whole number from ${low} to ${high}`);
};
