# %% [markdown]
# # 01 第一张表 / A first table
#
# 读一张预算绩效目标表，看程序怎样理解每一行，弄懂一条意见，再看一条修改建议。
#
# *Read a goal table, see what is made of each row, understand one finding and look at a suggestion. In English: each
# section begins with a line like this one.*
#
# 会用 pandas 就够了，不需要了解程序内部。这里的表是样表 `dept_goal.docx`：**单位是虚构的**（示例市招商和投资促进中心），
# 里面的毛病是有意放进去的，不涉及任何真实单位。

# %%
import pandas as pd

import zhibiao

pd.set_option("display.max_colwidth", None)

# %% [markdown]
# ## 一、读 / Read
#
# *`zhibiao.read` finds the goal tables of a file; every row becomes a record with the texts as printed.*
#
# `zhibiao.read` 打开文件，找出其中的绩效目标表。Word、Excel、PDF、网页、csv 和粘贴的文本都用同一个函数。合并的单元格会还原：
# 下面每一行都带着自己的一级、二级指标。

# %%
document = zhibiao.read("../corpora/samples/dept_goal.docx")
table = document.tables[0]
print(table.org, table.year, table.name, f"共 {len(table.indicators)} 行")

rows = document.to_frame()[["row", "level1", "level2", "name", "target", "history"]]
rows.iloc[[0, 4, 13, 18, 21]]

# %% [markdown]
# 表上方的年度目标和工作任务也读出来了，每一句里的数都和它说的事连在一起。后面会看到，它们要和指标对得上。

# %%
for clause in table.clauses:
    things = [f"{thing} {target.comparator}{target.lower:g}{target.unit}" for thing, target in clause.targets]
    print(f"{clause.section}：{clause.text}\n    -> {'；'.join(things)}")

# %% [markdown]
# ## 二、审 / Review
#
# *`zhibiao.review` reads and judges: a parsed target, a category, findings and suggestions for each row.*
#
# `zhibiao.review` 读完再审。每一行（`row`）上有四样东西：
#
# | 属性 | 是什么 |
# |---|---|
# | `row.target` | 指标值解析成的区间、单位、期限，以及**档次** `tier` |
# | `row.label` | 按内容判断的**类别**，附把握 |
# | `row.findings` | 严格的审核人会提的**意见** |
# | `row.suggestions` | 可衡量的**写法** |
#
# 档次有五种：measurable（能核对）、binary（是或否）、graded（分级）、vague（空泛）、missing（没有填）。
#
# `review.to_frame()` 把这些放进一张表，一行一个指标；各列的含义在 `zhibiao.schema`。

# %%
review = zhibiao.review("../corpora/samples/dept_goal.docx")
judged = review.to_frame()
judged[
    ["row", "name", "target", "target_tier", "lower", "upper", "category", "category_confidence", "findings"]
].round(2)

# %% [markdown]
# 先看整体：这张表有多少行到年末能核对？

# %%
judged["target_tier"].value_counts().to_frame("行数")

# %% [markdown]
# 类别用统一的代码，各地标签不同也能比较：O 是产出，E 是效益，S 是满意度，C 是成本，M 是管理。一个代码是什么意思，可以查：

# %%
from zhibiao.taxonomy.entries import describe_entry

print(describe_entry("E2"))

# %% [markdown]
# **把握**（confidence）是概率：标 0.9 的行，平均十行里对九行（03 号笔记本会核实这一点）。把握低的行
# `row.label.needs_review` 为真，应当由人来看：

# %%
unsure = [row for table in review.tables for row in table.rows if row.label.needs_review]
pd.DataFrame(
    {
        "三级指标": row.indicator.name,
        "可能的类别": "，".join(f"{code} {share:.2f}" for code, share in row.label.candidates[:3]),
        "依据": row.label.reason,
    }
    for row in unsure
)

# %% [markdown]
# ## 三、看懂一条意见 / One finding
#
# *A finding has a rule code, a severity, a place, the offending words and the regulation behind it.*
#
# 第 22 行“招商推介会知名度”的目标值是“有效提升”。

# %%
row = next(row for row in review.tables[0].rows if row.indicator.name == "招商推介会知名度")
finding = next(one for one in row.findings if one.code == "VG01")
print("代码：", finding.code, "　级别：", finding.severity)
print("意见：", finding.message)
print("依据：", finding.source)
begin, end = finding.span
print("位置： 第", finding.row, "行，", finding.field, "栏，", f"“{row.indicator.target[begin:end]}”")

# %% [markdown]
# 依据后面的 V 表示条文已在公开文本中核对过，M 表示凭记忆写的、没有核对，引用前请查原文。
#
# 规则本身也可以读：发现什么、为什么、例子、局限。全部规则在文档的“规则”一页。

# %%
from zhibiao.rules import all_rules

rule = next(rule for rule in all_rules() if rule.code == "VG01")
for title in ("发现什么", "为什么", "例", "局限"):
    print(f"【{title}】\n{rule.sections[title]}\n")

# %% [markdown]
# 有的意见属于整张表，不属于哪一行。样表的年度目标说要“组织重点产业推介会4场”，却没有一个指标来数它：

# %%
for finding in review.tables[0].findings:
    print(finding.code, finding.message)

# %% [markdown]
# ## 四、一条建议 / A suggestion
#
# *A number is never invented: it comes from the document, its history or stated rows, or the place stays open.*
#
# “有效提升”怎样才能核对？程序给出一至三种写法。**它从不编造数字**：数来自本表的正文、往年值，或事物本身只允许的值（违规次数 = 0）；
# 都没有，就留空，写明由谁、从哪份资料来填。

# %%
pd.DataFrame(
    {
        "写法": one.wording,
        "怎么算": one.formula,
        "数据来源": one.data_source,
        "由谁采集": one.collector,
        "数从哪来": one.value_from,
    }
    for one in row.suggestions
)

# %% [markdown]
# 相反，第 21 行“企业签约落户 ≥前三年平均数”有往年值，所以数能算出来，而且说明了来处：

# %%
row = next(row for row in review.tables[0].rows if row.indicator.name == "企业签约落户")
best = row.suggestions[0]
print(row.indicator.target, "->", best.wording)
print(best.value_from)

# %% [markdown]
# ## 五、带走 / Take it away
#
# *Everything as a report, or as a flat table for further work.*
#
# 同一结果可以写成网页、Excel、JSON、csv，或写成原文件里的批注（`zhibiao.report.write`，命令是
# `zhibiao review 目标表.docx -o out`）。只要一张平表，用 `zhibiao.tag`：给它任何含有“三级指标”或 `name` 列的数据框，原有各列不变，后面加上判断。

# %%
tagged = zhibiao.tag(rows)
tagged[["name", "target", "category", "target_tier", "lower", "unit_norm", "findings"]].head(8)

# %% [markdown]
# 注意：`tag` 一行一行地看，只知道这一行；要整张表才看得出来的毛病（分值合计、正文与指标的数不一致……）只有 `review` 能发现。

# %%
in_review = {finding.code for finding in review.all_findings()}
in_tag = {code for codes in tagged["findings"] for code in codes.split(";") if code}
print("只有 review 发现的：", sorted(in_review - in_tag))

# %% [markdown]
# ## 练习 / Exercises
#
# 1. 把文件换成 `project_goal.html`（样表，贵州的项目表框架），哪些规则的意见最多？空泛的行占多少？
# 2. 找出一条你**不同意**的意见。读它的“局限”一节：规则自己承认了吗？
# 3. 用 `zhibiao.parse_target` 试几种写法：`不低于95%`、`12月底前`、`较上年增长5%以上`、`基本完成`。哪些没有下限，为什么？
# 4. 自己造一行（例如“营商环境满意度 | 不断提高”），用 `zhibiao.suggest(名称, target=目标值)` 看建议。数为什么是空的？
# 5. *Take a real table of a body you know, review it, and note for ten findings whether you would send them.*
