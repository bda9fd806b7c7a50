/** The districts and counties of the city (GB/T 2260), with their share of the enterprises. */
export const REGIONS = [
  { code: '510802', name: '利州区', share: 0.4 },
  { code: '510811', name: '昭化区', share: 0.15 },
  { code: '510812', name: '朝天区', share: 0.12 },
  { code: '510821', name: '旺苍县', share: 0.18 },
  { code: '510822', name: '青川县', share: 0.15 },
] as const;

/**
 * Ten industries (GB/T 4754-2017); of forty enterprises each has `of40`. Even in a city of 200 every directory of the plan admits one target
 * under a cap of 5 %, and that of the restaurants, which two entries share, two.
 */
export const INDUSTRIES = [
  { code: 'F5212', name: '超市', words: ['惠民', '万家', '好又多', '百佳'], of40: 4 },
  { code: 'H6210', name: '餐饮', words: ['蜀香', '剑门', '嘉陵', '老灶'], of40: 8 },
  { code: 'C1411', name: '食品厂', words: ['天成', '麦香', '禾丰', '金谷'], of40: 1 },
  { code: 'H6110', name: '酒店', words: ['凤台', '锦江', '女皇', '雪峰'], of40: 4 },
  { code: 'Q8411', name: '医院', words: ['仁和', '康宁', '同济', '博爱'], of40: 4 },
  { code: 'E4710', name: '建筑工程', words: ['川北', '宏远', '广厦', '恒固'], of40: 4 },
  { code: 'R9013', name: '网络会所', words: ['星际', '极速', '蓝海', '云端'], of40: 4 },
  { code: 'C2614', name: '化工', words: ['华源', '科泰', '瑞丰', '鑫盛'], of40: 3 },
  { code: 'F5265', name: '加油站', words: ['城北', '高速', '国道', '东坝'], of40: 4 },
  { code: 'F5167', name: '农资经营部', words: ['丰收', '沃土', '农友', '绿源'], of40: 4 },
] as const;

/** The industry of each enterprise in turn: forty places, dealt out so that neighbours differ. */
export const INDUSTRY_TURN = Array.from({ length: 8 }, (_, round) => INDUSTRIES.filter(({ of40 }) => of40 > round)).flat();
