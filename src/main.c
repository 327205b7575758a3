/* demur: a desk for the answers to a notice of disclosure. */
int main(void) { return 0; }
