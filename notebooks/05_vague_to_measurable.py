# %% [markdown]
# # 05 从空泛到可衡量 / From vague to measurable
#
# 一句“有效提升”怎样变成到年末能核对的指标：建议从哪来、凭什么、数由谁填，最后写出一张修订过的表。
#
# *Suggestions for vague rows, the evidence behind each, where every number comes from, and a revised document.*
#
# 样表 `dept_goal.docx` 的**单位是虚构的**，毛病是有意放的。用来比较的公开行（`comparable`）是真实的，注明单位和年份。

# %%
import shutil
import tempfile
from pathlib import Path

import pandas as pd

import zhibiao

pd.set_option("display.max_colwidth", None)
SAMPLE = Path("../corpora/samples/dept_goal.docx")
review = zhibiao.review(SAMPLE)
table = review.tables[0]

# %% [markdown]
# ## 一、哪些行有建议 / Which rows get one
#
# *Vague rows get one to three alternatives; rows with a single fault get a minimal correction.*
#
# 建议分几种（`kind`）：
#
# | kind | 是什么 |
# |---|---|
# | `own` | 原来的指标，补上数 |
# | `alternative` | 另一项能计数的指标 |
# | `scale` | 只能评等次的，给出分级标准 |
# | `split` | 一行里写了几件事，拆成几行 |
# | `correction` | 只有一处毛病（比较符、单位、年份……），只改那一处 |

# %%
suggested = pd.DataFrame(
    {
        "行": row.indicator.row,
        "原指标": f"{row.indicator.name} {row.indicator.target}",
        "意见": "、".join(finding.code for finding in row.findings),
        "kind": one.kind,
        "第几条": number,
        "写法": one.wording,
        "数从哪来": one.value_from,
    }
    for row in table.rows
    for number, one in enumerate(row.suggestions, start=1)
)
pd.crosstab(suggested["kind"], suggested["第几条"])

# %% [markdown]
# 先看空泛的行的第一条建议：

# %%
first = suggested[(suggested["第几条"] == 1) & (suggested["kind"] != "correction")]
first[["行", "原指标", "kind", "写法"]]

# %% [markdown]
# ## 二、一条建议的全部内容 / One suggestion in full
#
# *Formula, numerator, denominator, population, source, who collects, how often, what to keep, and why it stands for the intention.*
#
# “招商推介会知名度 有效提升”的第一条：

# %%
row = next(row for row in table.rows if row.indicator.name == "招商推介会知名度")
one = row.suggestions[0]
pd.Series(
    {
        "写法": one.wording,
        "为什么能代表原意": one.why,
        "公式": one.formula,
        "分子": one.numerator,
        "分母": one.denominator,
        "统计范围": one.population,
        "数据来源": one.data_source,
        "由谁采集": one.collector,
        "多久一次": one.frequency,
        "留存佐证": one.evidence,
        "数从哪来": one.value_from,
    },
    name="建议",
).to_frame()

# %% [markdown]
# 只能评等次的（“健全”“科学”）给的是**分级标准**：每一等写明要查到什么。等次由单位对照着填，评的人可以复核：

# %%
row = next(row for row in table.rows if row.indicator.name == "工作计划健全性")
pd.DataFrame(row.suggestions[0].scale, columns=["等次", "标准"])

# %% [markdown]
# ## 三、数从哪来 / Where a number comes from
#
# *Never invented: the thing itself, the document's own text, its history, the row's own number; else an open place.*
#
# 把各条建议按数的来处分一分。`value` 为空的，写法里是一个〈…〉空位：

# %%
everything = [one for row in table.rows for one in row.suggestions]
print(f"共 {len(everything)} 条建议，{sum(not one.value for one in everything)} 条留空由单位填写")
pd.DataFrame(
    {"写法": one.wording, "数从哪来": one.value_from}
    for one in everything
    if one.value and one.kind != "correction"
)

# %% [markdown]
# 数都写在本表里，或者事物本身只允许这一个数。“企业签约落户”的 44 家是 2022、2023 两年的平均，缺的一年请单位补齐后重算——这也写明了。
#
# 留空的，旁边给出**公开表中同类指标**作参考。别人的水平不是本单位的目标，所以不填进去：

# %%
comparable = pd.DataFrame(
    {
        "建议": one.name,
        "单位": other.org,
        "年份": other.year,
        "公开表中的指标": other.name,
        "指标值": other.target,
    }
    for name in ("受益群众满意度", "项目验收", "培训质量")
    for one in zhibiao.suggest(name, target="较好")[:1]
    for other in one.comparable
)
comparable

# %% [markdown]
# 同类行够多时，还给出条数和四分位数（`spread`）：

# %%
zhibiao.suggest("项目验收", target="较好")[0].spread

# %% [markdown]
# 注意四分位数全是 100% 意味着什么：这个指标在公开表里几乎从不落空，区分不出好坏。选用之前想一想它是不是真正想知道的。
#
# 单独问一个名称时，程序不知道您的表。把往年值告诉它，能算的就会算出来：

# %%
from zhibiao.suggest import Evidence

known = Evidence(history="2022=42家;2023=45家", year="2024")
for one in zhibiao.suggest("企业签约落户", target="≥前三年平均数", context=known)[:1]:
    print(one.wording, "|", one.value_from)

# %% [markdown]
# ## 四、只改一处 / Corrections
#
# *A row with one fault is mended there and nowhere else.*

# %%
FIELDS = {"name": "三级指标", "target": "指标值", "level1": "一级指标", "level2": "二级指标", "unit": "单位"}
FIELDS |= {"comparator_printed": "比较符", "explanation": "指标解释", "basis_text": "依据"}
pd.DataFrame(
    {
        "行": row.indicator.row,
        "指标": row.indicator.name,
        "栏": FIELDS.get(field, field),
        "原来": getattr(row.indicator, field),
        "改为": new,
        "依据": "、".join(finding.code for finding in row.findings),
    }
    for row in table.rows
    for one in row.suggestions
    if one.kind == "correction"
    for field, new in one.changes
)

# %% [markdown]
# 有的改动值得商量。例如“预算执行率 ≥95%”因为往年是 100% 而被建议改成 =100%：程序只看到往年值，不知道今年有没有新情况。**建议是给人选的。**
#
# ## 五、修订后的表 / A revised document
#
# *Choose, write, read again. `zhibiao revise` does the same in the terminal, row by row.*
#
# 先每行采纳第一条，再改两处：一行保留原样（`suggestion=0`），一行填上数。这里的 60% 只为演示，**假设**单位查过上年的问卷：

# %%
from zhibiao.revise import Choice, choose_first, revise

EDITED = {
    "预算执行率": {"suggestion": 0},
    "招商推介会知名度": {"suggestion": 1, "edit": (("target", "≥60%"),)},
}
choices = [
    Choice(
        table=one.table, row=one.row, name=one.name, **EDITED.get(one.name, {"suggestion": one.suggestion})
    )
    for one in choose_first(review)
]
folder = Path(tempfile.mkdtemp())
done = revise(review, choices, folder)
print("写出：", done.document.name, done.listing.name, done.accepted.name)

# %%
changes = pd.DataFrame(
    {
        "行": change.row,
        "指标": change.indicator,
        "栏": FIELDS.get(change.field, change.field),
        "原来": change.old,
        "改为": change.new,
        "写入": "是" if change.written else f"否：{change.note}",
    }
    for change in done.changes
)
changes.head(12)

# %% [markdown]
# 修订稿是同一份 Word：只改了这些格子，其余版式不动。没有写入的在清单里说明原因，请手工改：

# %%
changes["写入"].value_counts().to_frame("格子数")

# %% [markdown]
# 再审一遍修订稿。**可衡量性指数**（0 至 100）说的是一张表到年末有多少能核对：

# %%
from zhibiao.measurability import measure

again = zhibiao.review(done.document)
before, after = measure(review), measure(again)
PARTS = {
    "rows": "能核对的行",
    "points": "按分值",
    "outcomes": "效益和满意度中能核对的",
    "checks": "检查符合率",
}
compared = pd.DataFrame(
    {
        "修订前": {PARTS[part.key]: part.value for part in before.parts},
        "修订后": {PARTS[part.key]: part.value for part in after.parts},
    }
).round(2)
compared.loc["可衡量性指数"] = [before.index, after.index]
compared

# %%
codes = pd.DataFrame(
    {
        "修订前": pd.Series([finding.code for finding in review.all_findings()]).value_counts(),
        "修订后": pd.Series([finding.code for finding in again.all_findings()]).value_counts(),
    }
)
codes = codes.fillna(0).astype(int).sort_index()
codes[codes["修订前"] != codes["修订后"]]

# %% [markdown]
# 怎样看这个结果：
#
# - 空位〈…〉没有填之前，不算能核对，再审时报 VG04。程序不会替单位填，所以**指数不会因为采纳建议就自动到顶**。
# - 空泛的问题（VG01、VG02）少了，别的问题（例如没有写怎么算）还在：它们要单位自己补。
# - 采纳也会引出**新的意见**（下面列出修订后才有的）：改对了方向的“签约项目违约率 ≤5%”，现在能和往年比了，一比才看出太宽松。审和改要来回几次。
# - 指数高说明**写得**能核对，不说明**做得**好，也不说明目标定得有挑战性。

# %%
old = {(finding.row, finding.code) for finding in review.all_findings()}
for finding in again.all_findings():
    if (finding.row, finding.code) not in old and finding.code != "VG04":
        print(finding.row, finding.code, finding.message)

# %%
open_rows = [
    f"{row.indicator.name} {row.indicator.target}"
    for one in again.tables
    for row in one.rows
    if any(finding.code == "VG04" for finding in row.findings)
]
print("还等单位填写：", *open_rows, sep="\n  ")

# %%
shutil.rmtree(folder)

# %% [markdown]
# ## 建议有多好 / How good
#
# *Measured on held-out vague rows that two readers answered before the engine did; see notebook 03.*

# %%
measured = pd.read_csv("../models/default/suggestions.tsv", sep="\t", index_col="part").loc["held"]
print(f"留出的 {measured['rows']:.0f} 条空泛的行：前三条里有审阅人接受的 {measured['three']:.1%}，")
print(f"第一条就接受的 {measured['first']:.1%}；所有建议中可接受的 {measured['each']:.1%}")

# %% [markdown]
# 建议只看得到一行和它的表，不懂项目本身：第三条往往只是相近。
#
# ## 练习 / Exercises
#
# 1. 换成 `project_goal.html`。“提升城市知名度 有效提升”三条建议里，您会选哪一条？写出本单位可用的数据来源。
# 2. 找一条您认为**不能代表原意**的建议，说出它漏掉了什么。
# 3. 给 `Evidence` 换几组往年值（只有一年；逐年下降；单位不一致），建议怎样变？
# 4. 三个同类单位都采纳“验收合格率 ≥100%”，这个指标还有用吗？换成什么？
# 5. *Run `zhibiao revise … --interactive` on a table of your own and keep the list of changes. Which ones did you reject, and why?*
