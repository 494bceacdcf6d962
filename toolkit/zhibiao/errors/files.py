"""Files that cannot be read or written, rules, models and data that fail."""

from __future__ import annotations

from zhibiao.errors.advice import Advice

FILES: dict[str, Advice] = {
    "RD01": Advice(
        zh="文件不存在：{path}",
        en="file not found: {path}",
        do_zh="检查路径和文件名。",
        do_en="Check the path and the file name.",
    ),
    "RD02": Advice(
        zh="文件是空的：{path}",
        en="file is empty: {path}",
        do_zh="重新导出或下载该文件。",
        do_en="Export or download the file again.",
    ),
    "RD03": Advice(
        zh="文件是二进制内容，不是文本：{path}",
        en="binary content, not text: {path}",
        do_zh="确认扩展名与内容相符；表格请另存为 docx、xlsx、html、csv 或 txt。",
        do_en="Check that the extension matches the content; save tables as docx, xlsx, html, csv or txt.",
    ),
    "RD04": Advice(
        zh="无法识别文件编码：{path}（第 {offset} 字节起）",
        en="unknown text encoding: {path} (from byte {offset})",
        do_zh="请另存为 UTF-8、GB18030 或 UTF-16 后再试。",
        do_en="Save it as UTF-8, GB18030 or UTF-16 and try again.",
    ),
    "RD05": Advice(
        zh="没有找到绩效目标表：{path}",
        en="no performance goal table found: {path}",
        do_zh="目标表应有“三级指标”“指标值”之类的表头；见 docs/formats.md。",
        do_en="A goal table has headers such as 三级指标 and 指标值; see docs/formats.md.",
    ),
    "RD06": Advice(
        zh="不支持的文件格式 {suffix}：{path}",
        en="unsupported file format {suffix}: {path}",
        do_zh="支持 {supported}；请另存为其中一种。",
        do_en="Supported: {supported}; save it as one of these.",
    ),
    "RD07": Advice(
        zh="文件损坏，无法打开：{path}（{detail}）",
        en="damaged file, cannot be opened: {path} ({detail})",
        do_zh="用原软件打开并另存一份后再试。",
        do_en="Open it in the program that made it, save a copy and try again.",
    ),
    "RD08": Advice(
        zh="文件太大：{path}（{size_mb} MB，上限 {limit_mb} MB）",
        en="file too large: {path} ({size_mb} MB, limit {limit_mb} MB)",
        do_zh="拆分文件，或只保留目标表所在的页。",
        do_en="Split the file or keep only the pages with the goal tables.",
    ),
    "RD09": Advice(
        zh="文件夹里没有可读的文件：{path}",
        en="no readable file in the folder: {path}",
        do_zh="支持 {supported}。",
        do_en="Supported: {supported}.",
    ),
    "RD10": Advice(
        zh="全是扫描页，没有文字层：{path}",
        en="all pages are scanned, there is no text layer: {path}",
        do_zh="先用文字识别软件转成带文字的 PDF，或找原文件（docx、xlsx）。",
        do_en="Run text recognition first, or ask for the original docx or xlsx.",
    ),
    "RD11": Advice(
        zh="读 {suffix} 文件需要 LibreOffice：{path}",
        en="reading {suffix} files needs LibreOffice: {path}",
        do_zh="安装 LibreOffice，或用原软件另存为 docx、xlsx。",
        do_en="Install LibreOffice, or save the file as docx or xlsx.",
    ),
    "RD12": Advice(
        zh="文件太费时间或内存，已放弃：{path}（{detail}）",
        en="given up, it takes too long or too much memory: {path} ({detail})",
        do_zh="拆分文件，或只保留目标表所在的页。",
        do_en="Split the file, or keep only the pages with the goal tables.",
    ),
    "WR01": Advice(
        zh="无法写入：{path}（{detail}）",
        en="cannot write: {path} ({detail})",
        do_zh="检查文件夹是否存在、是否有权限、磁盘是否已满，或换一个 -o。",
        do_en="Check that the folder exists, may be written and has room, or choose another -o.",
    ),
    "WR02": Advice(
        zh="输出已存在：{path}",
        en="the output exists already: {path}",
        do_zh="换一个 -o，或加 --force 替换它。",
        do_en="Choose another -o, or replace it with --force.",
    ),
    "WR03": Advice(
        zh="输出会盖住输入：{path}",
        en="the output would take the place of an input: {path}",
        do_zh="换一个 -o。",
        do_en="Choose another -o.",
    ),
    "RL01": Advice(
        zh="规则 {rule} 在“{place}”上出错（{detail}）",
        en="rule {rule} failed on {place} ({detail})",
        do_zh="用 --ignore {rule} 先跳过这条规则，并把这张表的情况告诉开发者。",
        do_en="Leave the rule out with --ignore {rule}, and report the table to the developers.",
    ),
    "MD01": Advice(
        zh="找不到模型：{path}",
        en="model not found: {path}",
        do_zh="运行 zhibiao train 训练，或重新安装 zhibiao。",
        do_en="Run zhibiao train, or install zhibiao again.",
    ),
    "MD02": Advice(
        zh="模型文件与本版本不符：{path}（{detail}）",
        en="the model does not fit this version: {path} ({detail})",
        do_zh="运行 zhibiao train 重新训练。",
        do_en="Run zhibiao train to train it again.",
    ),
    "DT01": Advice(
        zh="数据文件有误：{path}（{detail}）",
        en="invalid data file: {path} ({detail})",
        do_zh="按提示修正该条目。",
        do_en="Correct the entry as described.",
    ),
    "DT02": Advice(
        zh="没有已标注的行：{path}（需要的列：{columns}）",
        en="no labelled rows: {path} (wanted: {columns})",
        do_zh="在 gold 列填写类别代码（如 O1），可接受的其他类别填在 accept 列。",
        do_en="Write category codes (such as O1) in the column gold, other defensible ones in accept.",
    ),
    "DT03": Advice(
        zh="没有语料：{path}",
        en="no corpora: {path}",
        do_zh="用 --corpora 指定语料文件夹（源代码仓库中的 corpora/）。",
        do_en="Name the folder of the corpora (corpora/ of the repository) with --corpora.",
    ),
}
