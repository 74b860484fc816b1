/** The workspace that the requests come from: the demo company's people (prisma/demo/people.csv) with Slack ids. */
export const team = { id: "T0BENCH0001", domain: "yunfan" } as const;

const emails = [
  "lin.xiaoyu@yunfan.example",
  "daniel.wright@yunfan.example",
  "grace.chen@yunfan.example",
  "zhao.guoqiang@yunfan.example",
  "wu.min@yunfan.example",
  "qian.li@yunfan.example",
  "hsu.chiaying@yunfan.example",
  "admin@yunfan.example",
  "sun.jiayi@yunfan.example",
  "victoria.zhou@yunfan.example",
  "he.wei@yunfan.example",
  "ma.jianhua@yunfan.example",
  "peng.hao@yunfan.example",
] as const;

export interface Member {
  id: string;
  email: string;
  name: string;
}

export const members: readonly Member[] = emails.map((email, index) => ({
  id: `U0BENCH${String(index).padStart(4, "0")}`,
  email,
  name: email.slice(0, email.indexOf("@")),
}));

/** The two sales representatives: whoever files in these measurements. */
export const filers: readonly Member[] = members.slice(0, 2);
