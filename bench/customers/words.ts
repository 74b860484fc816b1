/** What companies and people are called, so that searches among a million are as selective as in life. */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** A place and a brand of two characters: "上海" "云帆". */
export const chinesePlaces = list(`
  上海 北京 深圳 广州 杭州 苏州 南京 成都 重庆 武汉 西安 天津 青岛 大连 宁波 厦门 福州 济南 长沙 郑州 合肥 无锡 东莞 佛山 昆明
  沈阳 哈尔滨 长春 石家庄 太原 南昌 贵阳 南宁 海口 兰州 银川 西宁 珠海 中山 惠州 温州 嘉兴 绍兴 台州 金华 常州 南通 徐州 扬州
  烟台 潍坊 洛阳 襄阳 宜昌 泉州 台北 高雄 台中 新竹 香港`);
export const chineseBrandCharacters = list(`
  云 海 天 华 中 信 达 通 联 创 新 智 博 瑞 恒 盛 宏 远 泰 安 康 佳 美 嘉 德 明 光 星 辰 风 帆 龙 凤 金 银 玉 石 山 川 江 河 湖
  林 森 木 水 火 土 东 南 西 北 春 夏 秋 冬 日 月 永 正 顺 丰 利 昌 隆 兴 旺 富 贵 福 禄 寿 喜 和 平 友 诚 义 仁 礼 卓 越 飞 腾
  启 航 锦 绣 宇 宙 亚 欧 环 球`);
/** Those that a name's key drops stand apart. */
export const chineseTrades = list(`
  贸易 物流 软件 网络 信息 电子 机械 医疗 教育 食品 服饰 建材 环保 传媒 咨询 能源 汽车 化工 家居 包装 纺织 印刷 农业 药业
  仪器 光电 通信 数据 自动化 供应链`);
export const chineseEndings = list("有限公司 股份有限公司 科技有限公司 集团 有限责任公司 实业有限公司");

export const englishFirstWords = list(`
  Harbor Summit Cedar Granite Silver Golden Crystal Falcon Eagle Raven Northern Southern Eastern Western Pacific Atlantic Alpine
  Meadow River Ocean Coral Copper Iron Amber Ivory Maple Willow Birch Aspen Oak Redwood Juniper Sage Clover Thistle Heather
  Bright Clear Swift Noble Royal Grand Prime Vital Solid True Blue Green Scarlet Indigo Violet Orchid Lotus Jade Onyx Opal
  Quartz Cobalt Nickel Titan Atlas Orion Vega Sirius Lyra Draco Phoenix Pegasus Griffin Dragon Tiger Lion Panther Wolf Bear
  Fox Otter Heron Crane Swallow Robin Finch Kestrel Merlin Osprey Condor Pelican Albatross Marlin Dolphin Orca Walrus Bison
  Stag Lynx Jaguar Cougar Zephyr Aurora Horizon Zenith Apex Vertex Cascade Canyon Prairie Tundra Savanna Delta Fjord Lagoon`);
export const englishSecondWords = list(`
  Peak Bridge Gate Field Stone Wood Water Point Crest Ridge Valley Harbour Haven Shore Coast Bay Cove Reef Island Tower
  Castle Keep Forge Mill Works Yard Dock Pier Wharf Anchor Sail Mast Compass Beacon Lantern Torch Spark Flame Ember Ash
  Leaf Root Branch Seed Grain Harvest Orchard Garden Grove Glade Park Square Circle Arch Vault Pillar Column Corner Path
  Road Way Lane Track Trail Pass Cross Ford Spring Well Brook Creek Falls Rapids Lake Pond Marsh Moor Heath Hill Cliff
  Rock Boulder Pebble Sand Clay Slate Flint Marble Pearl Shell Star Moon Sun Sky Cloud Rain Storm Wind Breeze Frost Snow`);
export const englishTrades = list(`
  Trading Logistics Foods Textiles Machinery Instruments Pharma Media Consulting Energy Motors Chemicals Furniture Packaging
  Printing Robotics Optics Telecom Analytics Software Networks Systems Retail Healthcare Education Marine Aviation Materials`);
export const englishEndings = list("Ltd Inc LLC GmbH PLC Limited Corp");

export const englishGivenNames = list(`
  Emma Oliver Noah Sophia Liam Ava Mia Lucas Ethan Amelia Mason Harper Logan Ella James Grace Henry Chloe Leo Zoe Jack Lily
  Owen Nora Ryan Ruby Adam Alice Aaron Clara Felix Hugo Ivy Jonas Karl Lena Max Nina Otto Paula Rosa Sven Tara Uma Vera Walter
  Xenia Yara Zack Bruno Carla Dana Erik Frida Greta Hanna Ida Julia Kurt Lars Marta Nils Olga Pia Rita Sara Theo Ursula`);
export const englishFamilyNames = list(`
  Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Edwards Green Hall Wood Harris Lewis Martin
  Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson Baker Harrison Morgan Allen James Mitchell
  Phillips Lee Evans Roberts Campbell Bell Young Kelly Murphy Larsen Hansen Olsen Nielsen Berg Lund Dahl Holm Weber Fischer
  Schneider Meyer Wagner Becker Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Braun Hofmann Lange Krause
  Rossi Bianchi Ferrari Romano Greco Conti Costa Moretti Silva Santos Pereira Almeida Garcia Lopez Torres Ramos Vargas Castro
  Tanaka Suzuki Sato Kobayashi Yamada Kim Park Choi Nguyen Tran`);

/** In the same order in both. */
export const chineseFamilyNames = list(`
  王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 邓 韩 冯 曹 彭 曾 萧 田 董 潘 袁 蔡 蒋 余 于 杜
  叶 程 魏 苏 吕 丁 任 卢`);
export const chineseFamilyNamesInLatin = list(`
  wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang xu deng han feng
  cao peng zeng xiao tian dong pan yuan cai jiang yu yu du ye cheng wei su lv ding ren lu`);
export const chineseGivenCharacters = list(`
  伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 英 华 玉 兰 萍 红 玲 芬 梅 莉 欣 怡 佳 琪 雨 晨 浩 宇 轩 子
  涵 梓 萱 思 雅 婷 慧 颖 博 文 俊 凯 鹏 飞 龙 志 建 国 庆 海 波 峰 林 森 晓 雪 冰 洁 倩 蕾 薇 琳 瑶 悦 然 诗 梦 宁 安 康 健 辉`);

export const mobilePrefixes = list(
  "130 131 132 135 136 137 138 139 150 151 152 157 158 159 177 180 186 188 189 199",
);
export const publicMail = list("qq.com 163.com 126.com gmail.com outlook.com");
export const titles = list(
  "采购经理 总经理 技术总监 财务经理 运营总监 IT经理 Buyer CTO CFO Director Owner Manager",
);

/** What is noted of a touch: as long as people write. */
export const notes: readonly string[] = [
  "Asked for a quote for 40 seats, decides after the holidays.",
  "电话沟通了新版本的报价，客户说下周内部讨论。",
  "Demo went well, they want to see the reports again with finance.",
  "客户对实施周期有顾虑，已发案例过去。",
  "No budget before the next quarter.",
  "约了下周三上门演示，技术负责人会参加。",
  "Left a message with the front desk.",
  "对方正在和另一家比价，重点关注售后服务。",
];
