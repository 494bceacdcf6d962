# %% [markdown]
# # 06 成批的历史 / History in bulk
#
# 一个预算系统十年的导出：二十万行，大多是重复的。读进来、归类、去重、在 2013、2020、2021 三套框架之间对照、画趋势。
# **这里的历史是造的**：名称和目标值取自语料（`corpora/indicators`），年份、单位和重复次数由随机数定，所以图上的走势不说明任何真实的事。
#
# *A made-up export of ten years and 200,000 rows: read, labelled, deduplicated, crossed between three frames, plotted. The
# trends mean nothing: years and bodies are drawn at random, with a drift put in so that there is something to see.*

# %%
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from zhibiao import plots  # 导入 zhibiao 之后，每个数据框都有 df.zhibiao
from zhibiao.bulk import tag_files

root = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "corpora").is_dir())
parts = [
    pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False, quoting=3)
    for path in sorted((root / "corpora/indicators").glob("*.tsv"))
    if path.stem != "generated"
]
pool = pd.concat(parts, ignore_index=True)
pool = pool.loc[pool["target"].ne(""), ["name", "target", "unit"]].drop_duplicates(ignore_index=True)
len(pool)

# %% [markdown]
# ## 一、造一段历史 / Make up a history
# *A few indicators fill most rows; vague targets grow rarer from year to year: the plots below should find that.*
#
# 少数指标年年都有（幂律），含糊的目标值逐年少一些：这一点是我们放进去的，后面的图应当把它找出来。

# %%
YEARS = np.arange(2014, 2024)
rng = np.random.default_rng(7)
rank = rng.permutation(len(pool))
weight = 1 / (1 + rank)
chosen = rng.choice(len(pool), size=260_000, p=weight / weight.sum())
history = pool.iloc[chosen].reset_index(drop=True)
history.insert(0, "year", rng.choice(YEARS, size=len(history)).astype(str))
history.insert(
    1, "org", rng.choice([f"{place}教育局" for place in ("城东", "城西", "城南", "城北")], size=len(history))
)
words = ~history["target"].str.contains(r"\d")  # 没有数字的目标值
late = (history["year"].astype(int) - YEARS[0]) / len(YEARS)
history = history[~(words & (rng.random(len(history)) < late))].head(200_000).reset_index(drop=True)
len(history), len(history.drop_duplicates(["name", "target", "unit"]))

# %% [markdown]
# ## 二、归类 / Label
# *`tag_files` judges each different row once, in bounded memory; on the command line it is `zhibiao tag`.*
#
# 在命令行是 `zhibiao tag 历史.csv -o 归类.parquet --no-suggestions`；中断了加 `--resume` 接着做。在笔记本里是同一个函数。
# 不同的行只判一次，所以二十万行只要几秒。

# %%
folder = Path(tempfile.mkdtemp())
history.to_csv(folder / "history.csv", index=False)
summary = tag_files([folder / "history.csv"], folder / "tagged.parquet", suggestions=False, jobs=1)
print(f"{summary.rows:,} 行，判了 {summary.judged:,} 个不同的行，每秒 {summary.rows_per_second:,.0f} 行")
print(f"建议人工复核 {summary.needs_review:,} 行，不是指标 {summary.unplaced:,} 行")
tagged = pd.read_parquet(folder / "tagged.parquet")
tagged[["year", "name", "target", "target_tier", "lower", "unit_norm", "category", "canonical"]].head(3)

# %% [markdown]
# 没有标准指标的名称里，最常见的是哪些？这些是分类体系该补的，或者是写得太泛的：

# %%
pd.Series(summary.names).rename_axis("name").reset_index(name="rows").head(8)

# %% [markdown]
# ## 三、去重 / Deduplicate
# *Equal rows are easy; `synonyms` proposes clusters of names that mean the same, and replays your corrections.*
#
# 一模一样的行去掉容易；名称不同、说的是一件事的，用 `synonyms()` 分成簇。簇可以导出成 csv，改了再读回来（`corrections=`），
# 改过的下次照样用。

# %%
distinct = tagged.drop_duplicates(["name", "target", "unit"])
clusters = distinct.zhibiao.synonyms()
clusters.clusters()[["names", "different", "rows", "canonical", "units", "unit_conflict"]].head(8)

# %% [markdown]
# ## 四、三套框架 / Three frames
# *Ten years under one set of labels: each row is placed in the frames of 2013, 2020 and 2021.*
#
# 2013（财预〔2013〕53号）、2020（财预〔2020〕10号）、2021（财预〔2021〕101号）的栏目不一样：2021 年起成本单列。要比十年，先放进同一套栏目。

# %%
FRAMES = ("mof_2013_53_project", "mof_2020_10", "mof_2021_101")
for frame in FRAMES:
    crossed = distinct.zhibiao.crosswalk(frame)
    level1 = crossed[f"level1_{frame}"]
    print(f"{frame}：{level1.notna().mean():.0%} 的不同行有位置，{level1.value_counts().head(4).to_dict()}")

# %% [markdown]
# ## 五、趋势 / Trends
# *Shares with their intervals by year, then the picture; the drift that was put in comes out again.*
#
# 先看表，再看图。每年约两万行，区间很窄；真实数据里一个单位一年只有二三十行，区间就不能省。

# %%
tagged.zhibiao.vagueness(by=["year"]).round(3)[
    ["year", "rows", "measurable", "vague", "vague_low", "vague_high", "measurability"]
]

# %%
plots.measurability(tagged, by="year")

# %% [markdown]
# 放进去的走势找到了：含糊的份额逐年下降。再看分类的构成变没变（应当没变，除了没有数字的那些类）：

# %%
mix = pd.crosstab(tagged["year"], tagged["category"].astype(str).str[0], normalize="index")
mix.round(3)

# %% [markdown]
# ## 六、同一行，两年之间 / One row, two years
# *`compare` matches the rows of two years: kept, changed, new, dropped, and how the bounds moved.*
#
# `compare` 把两年的行配对：留下的、改了的、新增的、取消的。

# %%
mine = tagged[tagged["org"].eq("城东教育局")].drop_duplicates(["year", "name"])
changes = mine[mine["year"].eq("2022")].zhibiao.compare(mine[mine["year"].eq("2023")])
changes.head(5)

# %% [markdown]
# ## 练习 / Exercises
# 1. 把第一节里的 `late` 改成 0，重跑。第五节的图还下降吗？
# 2. `summary.names` 里挑一个名称，用 `zhibiao.suggest` 看看它可以怎样写。
# 3. 把 `jobs=1` 改成 2 再计时。为什么不快一倍？（docs/bulk.md 的“规模”一节有答案。）
# 4. *Only the first year under the frame of 2021: which rows have no place, and what would you do with them in a series?*
