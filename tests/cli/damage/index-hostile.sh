# Files that were made to harm: each is one line with its reason, and the rest is indexed.
. "$TC_CLI/lib.sh"
small_archive docs
perl - docs <<'PERL'
use strict;
use warnings;
use IO::Compress::Zip qw(zip $ZipError :zip_method);
use IO::Compress::Gzip qw(gzip $GzipError);

my $dir = shift;

sub put {
    my ($name, $bytes) = @_;
    open(my $file, '>:raw', "$dir/$name") or die;
    print $file $bytes or die;
    close($file) or die;
}

# A ZIP file of members, packed.
sub package {
    my ($name, @members) = @_;
    my $zip = IO::Compress::Zip->new("$dir/$name", Name => $members[0], Method => ZIP_CM_DEFLATE) or die;
    for (my $i = 0; $i < @members; $i += 2) {
        $zip->newStream(Name => $members[$i], Method => ZIP_CM_DEFLATE) if $i > 0;
        $zip->print($members[$i + 1]) or die;
    }
    $zip->close() or die;
}

my @types = ('[Content_Types].xml', '<Types/>');
my $space = ' ' x (200 << 20);
&package('bomb.docx', @types, 'word/document.xml', '<a>' . ' ' x (40 << 20) . '</a>');
gzip(\$space, "$dir/bomb.gz") or die;

my $laughs = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">';
for my $i (1 .. 20) {
    $laughs .= "<!ENTITY a$i '" . ('&a' . ($i > 1 ? $i - 1 : '') . ';') x 10 . "'>";
}
$laughs .= ']><w>&a20;</w>';
&package('laughs.docx', @types, 'word/document.xml', $laughs);
&package('laughs.odt', 'mimetype', 'application/vnd.oasis.opendocument.text', 'content.xml', $laughs,
    'word/document.xml', $laughs, @types);

# Page trees that hold themselves, and an object that is its own content.
my $head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";
my $tail = "trailer<</Root 1 0 R>>\n%%EOF\n";
put('tree.pdf', "${head}2 0 obj<</Type/Pages/Count 2000000000/Kids[2 0 R 2 0 R]>>endobj\n$tail");
put('content.pdf', "${head}2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        . "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        . "/Resources<</XObject<</X 4 0 R>>>>>>endobj\n"
        . "4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 6/Resources<</XObject<</X 4 0 R>>>>>>"
        . "stream\n/X Do \nendstream endobj\n$tail");
put('length.pdf', "${head}2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        . "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        . "4 0 obj<</Length 4 0 R>>stream\nx\nendstream endobj\n$tail");

# Compound files of one stream, with what is wrong in their tables. Sectors: 0 FAT, 1 directory, then data.
sub entry {
    my ($name, $type, $left, $right, $child, $start, $size) = @_;
    my $wide = join '', map { "$_\0" } split //, $name;
    return pack('a64 v C C V V V a16 V a16 V V V', $wide, length($wide) + 2, $type, 1, $left, $right, $child, '',
        0, '', $start, $size, 0);
}
sub compound {
    my ($name, %o) = @_;
    my ($none, $end) = (0xFFFFFFFF, 0xFFFFFFFE);
    my @fat = (0xFFFFFFFD, $end, 3, 4, 5, 6, 7, 8, 9, $end);
    $fat[$_] = $o{fat}{$_} for keys %{$o{fat} // {}};
    my $header = pack('H16 x16 v v v v v x6 V V V V V V V V V', 'D0CF11E0A1B11AE1', 0x3E, 3, 0xFFFE, 9, 6, 0, 1,
        1, 0, 4096, $o{mini} // $end, defined $o{mini} ? 1 : 0, $o{difat} // $end, $o{difats} // 0);
    $header .= pack('V*', 0, ($none) x 108);
    my $root = entry('Root Entry', 5, $none, $none, 1, defined $o{mini} ? 3 : $end, defined $o{mini} ? 512 : 0);
    my $word = entry('WordDocument', 2, $o{left} // $none, $o{right} // $none, $none,
        defined $o{mini} ? 0 : 2, $o{size} // 4096);
    my $data = $o{data} // ("\xEC\xA5" . "\0" x 510);
    put($name, $header . pack('V128', @fat, ($none) x (128 - @fat)) . $root . $word . "\0" x 256 . $data . "\0" x 4096);
}
compound('fat.doc', fat => {2 => 3, 3 => 2}, size => 1 << 20);
compound('self.doc', fat => {2 => 2});
compound('directory.doc', fat => {1 => 1});
compound('entries.doc', left => 1, right => 1);
compound('mini.doc', mini => 2, fat => {2 => 0xFFFFFFFE, 3 => 0xFFFFFFFE}, size => 1000,
    data => pack('V128', 0, (0xFFFFFFFF) x 127));
compound('difat.doc', difat => 0, difats => 0xFFFFFFF);
PERL
age docs
expect 3 tracuu-index update docs 2>errors
sort errors
echo '--- each is kept with its reason'
expect 0 tracuu-index status --failed | sort
expect 0 tracuu-index status --files | tail -n 1
expect 0 tracuu --format paths 'nghị quyết'
