import type { ItemEntry } from '../../../shared/registry/item.ts';
import type { Enforcing } from './departments.ts';

type Row = readonly [itemId: string, itemClass: 'key' | 'general', name: string, basis: readonly string[], content: readonly string[], specialty?: string];

const LAWS = {
  food: '《中华人民共和国食品安全法》第一百一十条',
  price: '《中华人民共和国价格法》第三十三条',
  ads: '《中华人民共和国广告法》第四十九条',
  company: '《企业信息公示暂行条例》第十四条',
  equipment: '《中华人民共和国特种设备安全法》第五十七条',
  measure: '《中华人民共和国计量法》第十八条',
  pollution: '《中华人民共和国环境保护法》第二十四条',
  air: '《中华人民共和国大气污染防治法》第二十九条',
  water: '《中华人民共和国水污染防治法》第三十条',
  waste: '《中华人民共和国固体废物污染环境防治法》第二十六条',
  safety: '《中华人民共和国安全生产法》第六十五条',
  chemicals: '《危险化学品安全管理条例》第七条',
  building: '《建设工程质量管理条例》第四十三条',
  site: '《建设工程安全生产管理条例》第四十条',
  pesticide: '《农药管理条例》第四十一条',
  seed: '《中华人民共和国种子法》第四十九条',
  net: '《互联网上网服务营业场所管理条例》第四条',
  tourism: '《中华人民共和国旅游法》第八十五条',
  show: '《娱乐场所管理条例》第三条',
  hospital: '《医疗机构管理条例》第四十条',
  hygiene: '《公共场所卫生管理条例》第十条',
  infection: '《中华人民共和国传染病防治法》第五十三条',
  fire: '《中华人民共和国消防法》第五十三条',
} as const;

const ROWS = {
  '01': [
    ['food-sales', 'key', '食品销售监督检查', [LAWS.food], ['经营许可证是否有效', '进货查验记录是否完整', '食品是否在保质期内', '贮存条件是否符合要求']],
    ['catering', 'key', '餐饮服务食品安全监督检查', [LAWS.food], ['后厨环境卫生', '从业人员健康证明', '原料采购与索证索票', '餐饮具清洗消毒']],
    ['food-production', 'key', '食品生产监督检查', [LAWS.food], ['生产许可条件保持情况', '过程控制记录', '出厂检验']],
    ['price-marking', 'general', '明码标价监督检查', [LAWS.price], ['是否明码标价', '有无价格欺诈']],
    ['advertising', 'general', '广告行为监督检查', [LAWS.ads], ['有无虚假宣传', '有无绝对化用语']],
    ['annual-report', 'general', '年度报告公示信息检查', [LAWS.company], ['登记住所是否一致', '年报数据是否真实']],
    ['special-equipment', 'key', '特种设备使用安全检查', [LAWS.equipment], ['使用登记', '定期检验', '作业人员持证'], 'special-equipment'],
    ['fuel-measure', 'general', '加油机计量监督检查', [LAWS.measure], ['强制检定标志', '铅封完好']],
  ],
  '02': [
    ['pollution-permit', 'key', '排污许可执行情况检查', [LAWS.pollution], ['许可证是否有效', '自行监测', '台账记录']],
    ['air-emission', 'key', '大气污染物排放检查', [LAWS.air], ['治理设施运行', '在线监测数据']],
    ['water-discharge', 'general', '水污染物排放检查', [LAWS.water], ['排口规范化', '水质达标']],
    ['hazardous-waste', 'key', '危险废物规范化管理检查', [LAWS.waste], ['贮存场所', '转移联单']],
  ],
  '03': [
    ['work-safety', 'key', '安全生产责任制检查', [LAWS.safety], ['责任制建立', '安全培训', '隐患排查治理']],
    ['hazardous-chemicals', 'key', '危险化学品安全检查', [LAWS.chemicals, LAWS.safety], ['储存条件', '应急预案']],
    ['fuel-station', 'key', '加油站安全生产检查', [LAWS.chemicals], ['油罐区安全', '防静电设施', '应急演练']],
  ],
  '04': [
    ['site-quality', 'key', '建筑工程质量检查', [LAWS.building], ['施工图审查', '材料进场检验', '隐蔽工程验收']],
    ['site-safety', 'key', '施工现场安全检查', [LAWS.site], ['临边防护', '起重机械', '特种作业人员']],
    ['qualification', 'general', '建筑业企业资质检查', [LAWS.building], ['资质条件保持', '注册人员在岗']],
  ],
  '05': [
    ['pesticide-sales', 'key', '农药经营检查', [LAWS.pesticide], ['经营许可证', '采购销售台账', '禁限用农药']],
    ['pesticide-label', 'general', '农药标签检查', [LAWS.pesticide], ['标签内容', '登记证号']],
    ['seed-sales', 'general', '种子经营检查', [LAWS.seed], ['备案', '包装标签', '经营档案']],
  ],
  '06': [
    ['internet-cafe', 'key', '互联网上网服务营业场所检查', [LAWS.net], ['实名登记', '未成年人禁入', '经营管理技术措施']],
    ['tourist-hotel', 'general', '旅游饭店服务质量检查', [LAWS.tourism], ['星级标志使用', '服务质量']],
    ['entertainment', 'general', '娱乐场所经营检查', [LAWS.show], ['许可证', '曲目内容']],
  ],
  '07': [
    ['hospital-practice', 'key', '医疗机构依法执业检查', [LAWS.hospital], ['执业许可', '人员资质', '诊疗科目']],
    ['infection-control', 'key', '传染病防治检查', [LAWS.infection], ['预检分诊', '消毒隔离', '医疗废物']],
    ['public-hygiene', 'general', '公共场所卫生检查', [LAWS.hygiene], ['卫生许可证', '从业人员健康证明', '用品用具消毒']],
    ['catering-hygiene', 'general', '餐饮具集中消毒检查', [LAWS.infection], ['消毒设施', '检验记录']],
  ],
  '08': [
    ['fire-safety', 'key', '消防安全监督抽查', [LAWS.fire], ['疏散通道', '消防设施', '消防控制室值班', '消防安全责任人']],
    ['fire-hotel', 'key', '人员密集场所消防检查', [LAWS.fire], ['营业前检查合格', '灭火和应急疏散预案']],
    ['fire-chemicals', 'general', '易燃易爆场所消防检查', [LAWS.fire], ['防火间距', '灭火器材']],
  ],
} as const satisfies Record<Enforcing, readonly Row[]>;

/** The item list (抽查事项清单) of the fictional city: real-shaped items, each with its legal basis (GS-1). */
export const ITEMS: readonly ItemEntry[] = (Object.entries(ROWS) as [Enforcing, readonly Row[]][]).flatMap(([department, rows]) =>
  rows.map(([itemId, itemClass, name, basis, content, specialty]) => ({
    itemId,
    name,
    class: itemClass,
    department,
    follows: 'superior' as const,
    basis: [...basis],
    target: '本市从事相关生产经营活动的市场主体',
    content: [...content],
    standard: `依照${basis.join('、')}及相应技术规范逐项核查，符合要求的记录依据，不符合的载明事实。`,
    methods: ['on-site' as const],
    ...(specialty === undefined ? {} : { specialty }),
  })),
);
