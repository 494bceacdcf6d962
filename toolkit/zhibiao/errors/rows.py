"""Tables and frames of indicators, plots and clusters."""

from __future__ import annotations

from zhibiao.errors.advice import Advice

ROWS: dict[str, Advice] = {
    "TG01": Advice(
        zh="没有找到指标名称所在的列（现有列：{known}）",
        en="no column holds the names of indicators (columns: {known})",
        do_zh="列名可用“三级指标”“指标名称”或 name，也可用 --column name=列名 指定。",
        do_en="Call the column 三级指标, 指标名称 or name, or say --column name=COLUMN.",
    ),
    "TG02": Advice(
        zh="没有这一列：{column}（现有列：{known}）",
        en="there is no such column: {column} (columns: {known})",
        do_zh="检查 --column 字段=列名；字段可为 name、target、unit、level1、level2、comparator_printed、explanation、interim、history、year。",
        do_en="Check --column FIELD=COLUMN; fields are name, target, unit, level1, level2, comparator_printed, "
        "explanation, interim, history, year.",
    ),
    "TG03": Advice(
        zh="表是空的或没有表头：{path}",
        en="the table is empty or has no header: {path}",
        do_zh="第一行应为列名。",
        do_en="The first row has to hold the column names.",
    ),
    "TG04": Advice(
        zh="已经有这一列：{column}",
        en="there is such a column already: {column}",
        do_zh="用 suffix= 给新列另起后缀，或先删去旧列。",
        do_en="Give the new columns another suffix=, or drop the old ones first.",
    ),
    "TG05": Advice(
        zh="数据框含 {count} 个文件的行（{first} 等），review 一次只审一个",
        en="the frame holds rows of {count} documents ({first}, ...), review is for one",
        do_zh="用 df.zhibiao.reviews() 逐个审核，或先按 source 列筛选。",
        do_en="Use df.zhibiao.reviews(), or choose rows by the column source first.",
    ),
    "TG06": Advice(
        zh="更正表有误：{path}（{detail}）",
        en="faulty corrections: {path} ({detail})",
        do_zh="列为 action、name、to；action 是 merge、split 或 rename；merge 和 rename 须写 to。",
        do_en="Columns are action, name, to; action is merge, split or rename; merge and rename need to.",
    ),
    "TG07": Advice(
        zh="数据框中没有这一行，或有几行同号：{row}",
        en="no row of the frame, or several, have this label: {row}",
        do_zh="写索引中唯一的行号，或写指标名称；索引有重复时先 reset_index(drop=True)。",
        do_en="Give a label that is in the index once, or the name of an indicator; reset_index(drop=True) makes labels differ.",
    ),
    "PL01": Advice(
        zh="画图要用的列 {column} 不存在（现有列：{known}）",
        en="the plot needs a column that is not there: {column} (columns: {known})",
        do_zh="检查列名；类别和可衡量性的列由 zhibiao.tag(frame) 加上。",
        do_en="Check its name; the columns of category and tier are added by zhibiao.tag(frame).",
    ),
    "PL02": Advice(
        zh="没有可画的内容（{detail}）",
        en="nothing to draw ({detail})",
        do_zh="检查筛选条件和传入的数据。",
        do_en="Check the filter and the data that were given.",
    ),
    "PL03": Advice(
        zh="没有字体能画这些字，图中写成它们的编码：{signs}",
        en="no font has these signs, the picture shows their codes: {signs}",
        do_zh="安装一种收字更全的中文字体，例如 Debian、Ubuntu 的 fonts-noto-cjk。",
        do_en="Install a Chinese font with more characters, such as fonts-noto-cjk of Debian and Ubuntu.",
    ),
    "PL04": Advice(
        zh="{column} 里有不能画的值：{value}",
        en="{column} holds a value that cannot be drawn: {value}",
        do_zh="先去掉或改正这些行；可衡量性的档次和把握由 zhibiao.tag(frame) 加上。",
        do_en="Leave these rows out or correct them; tiers and confidences are added by zhibiao.tag(frame).",
    ),
    "SP01": Advice(
        zh="Spark 需要 Java，没有找到",
        en="Spark needs Java, which was not found",
        do_zh="安装 Java 17 或更新的版本（Debian、Ubuntu：apt install default-jre-headless），或设置 JAVA_HOME。",
        do_en="Install Java 17 or newer (Debian, Ubuntu: apt install default-jre-headless), or set JAVA_HOME.",
    ),
    "SP02": Advice(
        zh="Spark 没有启动，或集群 {master} 没有应答（{detail}）",
        en="Spark did not start, or the cluster {master} did not answer ({detail})",
        do_zh="检查 --master 的地址、集群是否在运行、本机能否连到它；Java 须为 17 或更新。Spark 自己的说明在上面。",
        do_en="Check the address in --master, that the cluster runs and can be reached from here, and that Java is 17 or "
        "newer. What Spark itself says stands above.",
    ),
    "SP03": Advice(
        zh="集群上的任务失败（{detail}）",
        en="the job on the cluster failed ({detail})",
        do_zh="找不到模块时，每台机器都要装好 zhibiao，见 docs/bulk.md；内存不足时加大 spark.executor.memory 或 spark.sql.shuffle.partitions。",
        do_en="Where a module was not found, install zhibiao on every machine, see docs/bulk.md; where memory ran out, "
        "raise spark.executor.memory or spark.sql.shuffle.partitions.",
    ),
}
